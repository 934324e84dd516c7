"""The same rows come out, whatever the file's dress and the reader that takes it."""

import csv
import gzip
import io

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgx.batches.intake import tables as reading
from pgx.batches.intake.careful import read_carefully
from pgx.batches.intake.columns import Column
from pgx.batches.intake.plan import Plan
from pgx.batches.intake.rows import finish
from pgx.batches.intake.tables import read_block, tables
from pgx.batches.parts import LINE
from tests.batches.corpus import zipped
from tests.batches.intake.reading import faults_of, read_all, rows_of

COLUMNS = Column("subject", "subject"), Column("rs6265", "rs6265"), Column("notes", "")
PLANS = {sign: Plan(sign, COLUMNS) for sign in (",", ";", "\t")}
CODECS = ("utf-8", "utf-8-sig", "utf-16", "latin-1")

# What people type, and what goes wrong: quotes, delimiters, blanks, signs that are not ASCII.
cells = st.text(alphabet='SAG/1 "é,;.-', max_size=6)
records = st.lists(st.tuples(cells.filter(str.strip), cells, cells), min_size=1, max_size=8)
pieces = st.sampled_from(["S1", "A/G", " ", "é", ",", ",", '"', '"', "\n", "\n", "\x1f", '","'])


@settings(max_examples=60, deadline=None)
@given(
    records,
    st.sampled_from(list(PLANS)),
    st.sampled_from(CODECS),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["", "gzip", "zip"]),
)
def test_the_same_rows_come_out_whatever_the_dress(
    knowledge, rows, delimiter, codec, newline, quoting, compression
):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting)
    writer.writerows([["subject", "rs6265", "notes"], *rows])
    content = out.getvalue().encode(codec)
    content = {"": content, "gzip": gzip.compress(content), "zip": zipped({"a.csv": content})}[
        compression
    ]

    understood, parts, _ = read_all(content, knowledge)

    assert (understood.delimiter, understood.compression) == (delimiter, compression)
    assert [tuple(row.values())[1:] for row in rows_of(parts).values()] == [
        (subject.strip(), text.strip()) for subject, text, _ in rows
    ]
    assert not faults_of(parts)


@settings(deadline=None)
@given(st.lists(pieces, max_size=40).map("".join))
def test_every_line_is_in_a_row_or_a_fault_once(text):
    block = f"{text}\n".encode()
    plan = PLANS[","]

    whole = pa.concat_tables(tables([block], plan, 1))

    found = whole[LINE].to_pylist()
    assert found == sorted(set(found))
    assert not set(found) - set(range(1, block.count(b"\n") + 1))
    blank = {at for at, line in enumerate(text.split("\n"), 1) if not line.strip(" ")}
    if '"' not in text:
        assert set(found) == set(range(1, block.count(b"\n") + 1)) - blank


@settings(deadline=None)
@given(st.lists(pieces, max_size=40).map("".join), st.integers(1, 5))
def test_where_a_block_ends_does_not_matter(text, size):
    lines = io.BytesIO(f"{text}\n".encode()).readlines()
    blocks = [b"".join(lines[at : at + size]) for at in range(0, len(lines), size)]
    plan = PLANS[","]

    assert [row for table in tables(blocks, plan, 1) for row in table.to_pylist()] == [
        row for table in tables([b"".join(lines)], plan, 1) for row in table.to_pylist()
    ]


@settings(deadline=None)
@given(st.lists(pieces, max_size=40).map("".join), st.sampled_from(list(PLANS)))
def test_both_readers_agree(text, delimiter):
    plan = PLANS[delimiter]
    block = text.replace(",", delimiter).encode() + b"\n"

    quick, _ = read_block(block, plan, 5, is_last=True)
    careful, _ = read_carefully(block, plan, 5, is_last=True)

    assert quick.to_pylist() == finish(careful, plan).to_pylist()
    assert quick.schema == careful.schema


@pytest.mark.parametrize(
    ("block", "is_quick"),
    [
        (b"S1,A/G,\n", True),
        (b'"S1","A,G",""\n', True),
        (b'"S""1",A/G,\n', False),
        (b'S1,A/G,"two\nlines"\n', False),
        (b'S1,"A/G,\n', False),
        (b"S1,A\x1fG,\n", False),
    ],
)
def test_plain_blocks_take_the_quick_reader(block, is_quick, monkeypatch):
    taken = []
    monkeypatch.setattr(
        reading, "read_carefully", lambda *given: taken.append(1) or read_carefully(*given)
    )

    read_block(block, PLANS[","], 1, is_last=True)

    assert (not taken) == is_quick
