"""How far a batch is, for whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from pgx.batches.models import Batch, Part, State

READING = 0.3  # the share of the whole time that reading takes


@dataclass(frozen=True)
class Progress:
    """Rows and chunks, of all and done; the share of the whole work that is done, 0 to 1.

    `rows_total` is None until the file was read; rate and time left are None where nothing
    can be said yet. `failed` tells of chunks that ended with an error.
    """

    state: str
    rows_total: int | None
    rows_done: int
    rows_good: int
    rows_with_errors: int
    chunks: int
    chunks_done: int
    share: float
    rows_per_second: float | None
    seconds_left: float | None
    failed: tuple[str, ...]
    failure: dict[str, Any] | None


def progress(batch: Batch) -> Progress:
    """Where it stands now: one query beside the batch."""
    done = Q(state=Part.DONE)
    found = batch.chunks.aggregate(
        chunks=Count("pk"),
        chunks_done=Count("pk", filter=done),
        rows_total=Sum("rows"),
        rows_done=Sum("rows", filter=done),
        good=Sum("good"),
        bad=Sum("bad"),
    )
    failed = batch.chunks.filter(state=Part.FAILED).values_list("message", flat=True)
    rows, rows_done = found["rows_total"], found["rows_done"] or 0
    share = _share(batch, rows, rows_done)
    seconds = _seconds(batch)
    return Progress(
        state=batch.state,
        rows_total=rows,
        rows_done=rows_done,
        rows_good=found["good"] or 0,
        rows_with_errors=found["bad"] or 0,
        chunks=found["chunks"],
        chunks_done=found["chunks_done"],
        share=share,
        rows_per_second=rows_done / seconds if rows_done and seconds else None,
        seconds_left=seconds * (1 - share) / share if seconds and 0 < share < 1 else None,
        failed=tuple(dict.fromkeys(failed)),
        failure=batch.failure,
    )


def _share(batch: Batch, rows: int | None, rows_done: int) -> float:
    if batch.state == State.DONE:
        return 1.0
    if rows:
        return READING + (1 - READING) * rows_done / rows
    return READING * min(1.0, batch.bytes_read / max(1, batch.size))


def _seconds(batch: Batch) -> float:
    """How long it has been under way."""
    if not batch.started_at:
        return 0.0
    return ((batch.finished_at or timezone.now()) - batch.started_at).total_seconds()
