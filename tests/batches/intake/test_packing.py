import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pgx.batches.errors import FileRefused
from pgx.batches.intake import packing
from pgx.batches.intake.packing import open_source
from tests.batches.corpus import FINE, zipped
from tests.batches.intake.reading import read_all


def drain(content):
    with open_source(io.BytesIO(content)) as source:
        while source.read(1 << 20):
            pass
        return source


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped({"a.csv": content})])
def test_read_stops_at_a_bomb_long_before_its_end(pack):
    content = pack(b"S1,A/G\n" * 20_000_000)

    with pytest.raises(FileRefused) as refused:
        drain(content)

    assert refused.value.code == "decompression_bomb"
    assert "200 times its size" in refused.value.message


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped({"a.csv": content})])
def test_more_than_the_most_is_refused_from_the_head(pack, settings, knowledge):
    settings.BATCH_MOST_UNPACKED_BYTES = 20_000_000
    content = pack(FINE.encode() + b"S1,A/G\n" * 4_000_000)

    with pytest.raises(FileRefused, match="unpacks to more than") as refused:
        read_all(content, knowledge)

    assert refused.value.code == "decompression_bomb"


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_archive_is_refused_or_read(at, byte):
    for packed in (zipped({"a.csv": FINE}), gzip.compress(FINE.encode())):
        content = bytearray(packed)
        content[at % len(content)] = byte
        try:
            drain(bytes(content))
        except FileRefused as refused:
            assert refused.hint


def test_a_file_of_a_path_is_closed_and_one_that_is_given_is_not(tmp_path):
    path = tmp_path / "class.csv"
    path.write_text(FINE)

    with open_source(path) as source:
        assert source.read(packing.INNOCENT) == FINE.encode()
        assert source.consumed() == source.size == len(FINE)
    assert source.raw.closed

    file = io.BytesIO(FINE.encode())
    with open_source(file):
        pass
    assert not file.closed
