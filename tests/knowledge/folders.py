"""Copies of the shipped files, with something changed."""

import csv
import io
import json
import shutil

import pytest

from tests.kb import FOLDER


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "knowledge")


def grid(path):
    return list(csv.reader(io.StringIO(path.read_text(), newline="")))


def write(path, rows):
    with path.open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def change(folder, table, column, value, **where):
    """Put a value into the first row that has these cells; the line of that row."""
    path = folder / f"{table}.csv"
    header, *rows = grid(path)
    place = header.index(column)
    wanted = {header.index(name): cell for name, cell in where.items()}
    row = next(row for row in rows if all(row[at] == cell for at, cell in wanted.items()))
    row[place] = value
    write(path, [header, *rows])
    return rows.index(row) + 2


def relabel(folder, **changes):
    path = folder / "release.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))
