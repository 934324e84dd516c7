"""A release -> the files of fixtures/knowledge, without loss and never half-written."""

from __future__ import annotations

import csv
import io
import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pgx.knowledge import releases
from pgx.knowledge.reading import LABEL, Content, Label, parse
from pgx.knowledge.tables import TABLES, Table

LAST = ("reference", "confidence", "note")
OURS = {LABEL, *(f"{name}.csv" for name in TABLES)}


class ExportRefused(Exception):
    """Nothing was written, for this reason."""


def export(version: str | None, folder: Path, force: bool = False) -> int:
    """Write the files of a release into a folder; the number of files.

    A folder with files of others is refused, unless forced: those then stay as they are.
    Raises NoRelease, ExportRefused, OSError; the folder is then as before.
    """
    content = releases.stored(version)
    folder = folder.resolve()
    others = _others(folder)
    if others and not force:
        names = ", ".join(path.name for path in others[:3])
        raise ExportRefused(f"{folder} holds other files ({names}): --force writes beside them")
    with _beside(folder) as draft:
        for name, text in files(content).items():
            (draft / name).write_text(text, encoding="utf-8", newline="")
        _check(draft, content)
        _copy(others, draft)
        _swap(draft, folder)
    return len(OURS)


def files(content: Content) -> dict[str, str]:
    """The text of every file by its name."""
    tables = {
        f"{name}.csv": table_text(model, content.rows[name]) for name, model in TABLES.items()
    }
    return {LABEL: label_text(content.label), **tables}


def label_text(label: Label) -> str:
    """release.json."""
    return json.dumps(label.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def table_text(model: type[Table], rows: list[Table]) -> str:
    """One CSV: rows in the order of their file."""
    names = columns(model)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        values = row.model_dump(mode="json")
        writer.writerow(cell(values[name]) for name in names)
    return stream.getvalue()


def columns(model: type[Table]) -> list[str]:
    """The columns in the order of the model, but source and note at the end."""
    last = [name for name in LAST if name in model.model_fields and name not in model.KEY]
    return [name for name in model.model_fields if name not in last] + last


def cell(value: Any) -> str:
    """A value as it stands in a file: whole numbers without `.0`, nothing for None."""
    if value is None:
        return ""
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _others(folder: Path) -> list[Path]:
    if not folder.exists():
        return []
    return sorted(path for path in folder.iterdir() if path.name not in OURS)


def _check(draft: Path, content: Content) -> None:
    """What was written reads back as what was meant."""
    if releases.content_hash(parse(draft)) != releases.content_hash(content):
        raise ExportRefused("the files would not load as the same release")


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder on the same file system; gone afterwards unless it was renamed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}")
    draft.mkdir()
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _copy(others: list[Path], draft: Path) -> None:
    for path in others:
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, draft / path.name, symlinks=True)
        else:
            shutil.copy2(path, draft / path.name, follow_symlinks=False)


def _swap(draft: Path, folder: Path) -> None:
    """Put the draft in the folder's place."""
    if not folder.exists():
        draft.rename(folder)
        return
    shutil.copymode(folder, draft)
    old = draft.with_name(f"{draft.name}.old")
    folder.rename(old)
    try:
        draft.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old)
