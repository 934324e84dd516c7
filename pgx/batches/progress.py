"""How far a batch is, for whoever waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from pgx.batches.models import UNDER_WAY, Batch, Part, State

READING = 0.3  # the share of the whole time that reading takes


@dataclass(frozen=True)
class Progress:
    """Rows and chunks, of all and done; the share of the whole work that is done, 0 to 1.

    `rows_total` is None until the file was read; rate and time left are None where nothing
    can be said: both are of the work since the last start. `failed` tells of chunks that ended
    with an error.
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
    """Where it stands now."""
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
    return Progress(
        state=batch.state,
        rows_total=rows,
        rows_done=rows_done,
        rows_good=found["good"] or 0,
        rows_with_errors=found["bad"] or 0,
        chunks=found["chunks"],
        chunks_done=found["chunks_done"],
        share=share,
        rows_per_second=_rate(batch, rows, rows_done),
        seconds_left=_seconds_left(batch, share),
        failed=tuple(dict.fromkeys(failed)),
        failure=batch.failure,
    )


def _share(batch: Batch, rows: int | None, rows_done: int) -> float:
    if batch.state == State.DONE:
        return 1.0
    if rows:
        return READING + (1 - READING) * rows_done / rows
    return READING * min(1.0, batch.bytes_read / max(1, batch.size))


def _rate(batch: Batch, rows: int | None, rows_done: int) -> float | None:
    before = max(0.0, batch.share_before - READING) / (1 - READING) * (rows or 0)
    since, seconds = rows_done - round(before), _seconds(batch)
    return since / seconds if since > 0 and seconds else None


def _seconds_left(batch: Batch, share: float) -> float | None:
    since = share - batch.share_before
    if batch.state not in UNDER_WAY or since <= 0:
        return None
    return _seconds(batch) * (1 - share) / since


def _seconds(batch: Batch) -> float:
    """How long it has been under way since the last start."""
    if not batch.started_at:
        return 0.0
    return ((batch.finished_at or timezone.now()) - batch.started_at).total_seconds()
