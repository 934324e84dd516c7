"""The two pieces of work: a file is read into parts, a part is assessed."""

from __future__ import annotations

import time

import pyarrow as pa
from django.conf import settings
from django.db import transaction

from pgx.batches import storage
from pgx.batches.assessing import assess_part
from pgx.batches.intake import Understood, cut
from pgx.batches.models import Chunk, Part, State
from pgx.batches.options import Options
from pgx.batches.parts import PartInfo, unpack
from pgx.batches.running.leases import Held, Lost
from pgx.knowledge import releases

TELL_SECONDS = 0.5  # between two notes of how far the reading is


def read_file(held: Held) -> None:
    """Cut the file of a batch into its chunks. Raises Lost, and FileRefused for a late fault."""
    reading = _Reading(held)
    batch = held.claim.batch
    with storage.open_object(batch.upload) as file:
        parts = cut(
            file.file,
            Understood.of_json(batch.understood),
            Options.of_json(batch.options),
            releases.find(batch.release_version),
            reading.write,
            settings.BATCH_CHUNK_ROWS,
            reading.tell,
        )
    reading.finish(parts)


class _Reading:
    """What a reading leaves: objects while it goes on, chunks once it is over."""

    def __init__(self, held: Held) -> None:
        self._held, self._batch, self._told = held, held.claim.batch, time.monotonic()
        self._names: dict[int, str] = {}
        self._stored = 0

    def write(self, number: int, table: pa.Table) -> None:
        """Store a part."""
        self._held.check()
        name = f"{self._batch.pk}/part-{self._held.claim.attempt}-{number}.parquet"
        self._names[number], size = storage.put_table(name, table)
        self._stored += size

    def tell(self, bytes_read: int) -> None:
        """Note how far it is, now and then."""
        self._held.check()
        if time.monotonic() < self._told + TELL_SECONDS:
            return
        self._told = time.monotonic()
        if not self._held.claim.ours().update(bytes_read=bytes_read):
            raise Lost

    @transaction.atomic
    def finish(self, parts: list[PartInfo]) -> None:
        """Chunks in place of a file to be read, in one step."""
        stored = self._batch.size + self._stored
        ready = {"state": State.RUNNING, "leased_until": None, "stored": stored}
        if not self._held.claim.ours().update(bytes_read=self._batch.size, **ready):
            raise Lost
        Chunk.objects.filter(batch=self._batch).delete()
        Chunk.objects.bulk_create(self._chunk(part) for part in parts)

    def _chunk(self, part: PartInfo) -> Chunk:
        return Chunk(
            batch=self._batch,
            number=part.number,
            rows=part.rows,
            source=self._names[part.number],
            repeated=part.repeated,
        )


def assess_chunk(held: Held) -> None:
    """Assess a chunk's part, and store what comes out. Raises Lost."""
    claim = held.claim
    chunk: Chunk = claim.piece  # type: ignore[assignment]
    batch = claim.batch
    part = storage.read_table(chunk.source)
    knowledge = releases.find(batch.release_version)
    found = assess_part(
        part, unpack(chunk.repeated, chunk.rows), Options.of_json(batch.options), knowledge
    )
    held.check()
    results, errors = (
        storage.put_table(f"{batch.pk}/{what}-{chunk.number}-{claim.attempt}.parquet", table)
        for what, table in (("results", found.results), ("errors", found.errors))
    )
    done = claim.ours().update(
        state=Part.DONE,
        leased_until=None,
        message="",
        results=results[0],
        errors=errors[0],
        stored=results[1] + errors[1],
        good=found.summary["subjects"],
        bad=found.summary["refused"],
        summary=found.summary,
    )
    if not done:
        storage.delete([results[0], errors[0]])
        raise Lost
