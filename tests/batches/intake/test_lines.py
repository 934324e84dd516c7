import io

import pytest

from pgx.batches.intake import lines
from pgx.batches.intake.lines import LONGEST, open_text
from pgx.batches.intake.packing import open_source


def text_of(content):
    with open_source(io.BytesIO(content)) as source:
        return list(open_text(source)[1])


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_blocks_wherever_the_reading_stops(codec, newline, size, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK", size)
    monkeypatch.setattr(lines, "HEAD", 80)
    written = ["subject,rs6265,notes are long", "Grün,A/G,", "", "S2,A/A", "last"]

    blocks = text_of(newline.join(written).encode(codec))

    assert b"".join(blocks).decode().split("\n") == [*written, ""]
    assert all(block.endswith(b"\n") for block in blocks)


def test_blocks_keep_the_beginning_of_a_line_that_is_too_long():
    long = b"S1," + b"A" * 30_000_000

    blocks = text_of(b"subject,rs6265\n" + long + b"\r\nS2,A/G\n")

    first, second, third = b"".join(blocks).splitlines()
    assert (first, third) == (b"subject,rs6265", b"S2,A/G")
    assert LONGEST < len(second) < len(long) / 2


def test_blocks_a_line_of_another_encoding_is_read_as_latin_1():
    ascii_first = b"S1,A/G\n" * 200_000

    *_, last = b"".join(text_of(ascii_first + "Grün,A/A\n".encode("latin-1"))).splitlines()

    assert last.decode() == "Grün,A/A"
