"""What comes out of a batch, as streams: made chunk by chunk, never held whole."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq
from django.utils.http import content_disposition_header

from pgx.batches import assessing, storage
from pgx.batches.assessing import Summary, csv_blocks, merge, summarise
from pgx.batches.errors import WrongState
from pgx.batches.models import Batch, Chunk, State
from pgx.batches.options import Options
from pgx.knowledge import releases

PARQUET = "application/vnd.apache.parquet"


def results_csv(batch: Batch) -> Iterator[bytes]:
    """results.csv, some thousand rows at a time. Raises WrongState."""
    return _csv(_tables(batch, "results"))


def errors_csv(batch: Batch) -> Iterator[bytes]:
    """errors.csv. Raises WrongState."""
    return _csv(_tables(batch, "errors"))


def results_parquet(batch: Batch) -> Iterator[bytes]:
    """results.parquet, a row group a chunk. Raises WrongState."""
    return parquet(_tables(batch, "results"))


def dictionary(batch: Batch) -> bytes:
    """What each column of the results means, as CSV."""
    return assessing.dictionary(releases.find(batch.release_version))


def disposition(batch: Batch, what: str) -> str:
    """The header that names a download after the file that was sent.

    >>> disposition(Batch(name="class-a.csv.gz"), "results.csv")
    'attachment; filename="class-a-results.csv"'
    """
    name = f"{batch.name.partition('.')[0] or 'class'}-{what}"
    return content_disposition_header(True, name) or "attachment"


def merged_summary(batch: Batch) -> Summary:
    """The numbers of the summary page. Raises WrongState."""
    _refuse_unfinished(batch)
    counts = merge(list(batch.chunks.values_list("summary", flat=True)))
    knowledge = releases.find(batch.release_version)
    return summarise(counts, Options.of_json(batch.options), knowledge)


def _refuse_unfinished(batch: Batch) -> None:
    if batch.state != State.DONE:
        raise WrongState(
            "There are results once the batch is complete.",
            "Wait for it, or retry where it failed or was cancelled.",
        )


def _tables(batch: Batch, what: str) -> Iterator[pa.Table]:
    """One table a chunk, in the order of the file."""
    _refuse_unfinished(batch)
    chunks: list[Chunk] = list(batch.chunks.order_by("number").defer("summary", "repeated"))
    return (storage.read_table(getattr(chunk, what)) for chunk in chunks)


def _csv(tables: Iterator[pa.Table]) -> Iterator[bytes]:
    for place, table in enumerate(tables):
        yield from csv_blocks(table, header=place == 0)


class _Sink:
    """Where PyArrow writes; `taken` gives the bytes so far."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""


def parquet(tables: Iterator[pa.Table]) -> Iterator[bytes]:
    """Tables of one schema, at least one, as a Parquet file: a row group a table."""
    first = next(tables)
    sink = _Sink()
    with pq.ParquetWriter(sink, first.schema, compression="zstd") as writer:
        writer.write_table(first)
        for table in tables:
            yield sink.taken()
            writer.write_table(table)
    yield sink.taken()
