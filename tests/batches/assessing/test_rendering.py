import csv
import io
import math

import numpy as np
import pyarrow as pa
import pytest

from pgx.batches.assessing import csv_blocks, render_csv
from pgx.batches.assessing.rendering import ROWS_A_BLOCK

NASTY = [
    "=1+1",
    "+1+1",
    "-x",
    "@a",
    "\tb",
    "\rc",
    'say "so"',
    "a,b",
    "a\nb",
    "a\rb",
    "",
    "é → 1",
    "'",
]


def read(data):
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_render_csv_gives_back_every_value():
    rng = np.random.default_rng(1)
    rows = 3 * ROWS_A_BLOCK + 7
    doubles = rng.normal(size=rows) * 10.0 ** rng.integers(-300, 300, rows)
    words = rng.integers(len(NASTY), size=rows)
    table = pa.table(
        {
            "number": pa.array(doubles),
            "word": pa.array([NASTY[word] for word in words]).dictionary_encode(),
            "none": pa.nulls(rows, pa.float64()),
            "other": pa.array([NASTY[-word] for word in words]),
            "line": pa.array(range(rows)),
        }
    )

    header, *lines = read(render_csv(table))

    assert header == table.column_names
    assert [float(line[0]) for line in lines] == doubles.tolist()
    assert [line[1].removeprefix("'") for line in lines] == [
        NASTY[word].removeprefix("'") for word in words
    ]
    assert {line[2] for line in lines} == {""}
    assert [int(line[4]) for line in lines] == list(range(rows))


@pytest.mark.parametrize("text", NASTY[:6])
def test_render_csv_no_text_starts_a_formula(text):
    table = pa.table({"plain": [text] * 5, "coded": pa.array([text] * 5).dictionary_encode()})

    for line in read(render_csv(table, header=False)):
        assert line == ["'" + text] * 2


def test_render_csv_negative_numbers_stay_numbers_and_null_is_empty():
    table = pa.table({"number": [-1.5, None, 1e-7, 1 / 3], "code": [-1, 2, None, 4]})

    lines = read(render_csv(table, header=False))

    assert [line[0] for line in lines] == ["-1.5", "", "1e-7", "0.3333333333333333"]
    assert [line[1] for line in lines] == ["-1", "2", "", "4"]
    assert math.isclose(float(lines[3][0]), 1 / 3, rel_tol=0)


def test_render_csv_of_a_slice_is_that_part_of_the_whole():
    table = pa.table({"a": [f"S{n}" for n in range(100)], "b": pa.array(["x", "y"] * 50)})
    table = table.set_column(1, "b", table["b"].dictionary_encode())

    whole = render_csv(table, header=False).splitlines()

    assert render_csv(table.slice(30, 40), header=False).splitlines() == whole[30:70]
    assert b"".join(csv_blocks(table)) == b"a,b\n" + b"\n".join(whole) + b"\n"
    assert render_csv(table.slice(0, 0)) == b"a,b\n"


@pytest.mark.parametrize(
    ("given", "written"),
    [("-5", "-5"), ("+5", "+5"), ("-.5", "-.5"), ("-5+1", "'-5+1"), ("-", "'-"), ("=5", "'=5")],
)
def test_a_negative_number_in_a_text_stays_a_number(given, written):
    assert read(render_csv(pa.table({"value": [given]}))) == [["value"], [written]]
