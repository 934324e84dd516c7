"""Which piece of work is next, and whose it is: a reading, or a chunk.

Owners take turns, and so do the batches of one: whoever was served longest ago is next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from packaging.version import Version

from pgx import __version__
from pgx.batches.models import UNDER_WAY, Batch, Chunk, Part, State

MOST_AT_ONCE = 16  # pieces of a batch that are offered to workers at the same time
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Claim:
    """A piece that this worker holds: the row, and the attempt that makes it ours."""

    piece: Batch | Chunk
    attempt: int

    @property
    def batch(self) -> Batch:
        """The batch of the piece."""
        return self.piece.batch if isinstance(self.piece, Chunk) else self.piece

    def ours(self) -> QuerySet[Any]:
        """The row while it is still ours; update it through this only."""
        running = {"state": State.READING if isinstance(self.piece, Batch) else Part.RUNNING}
        kept = type(self.piece).objects.filter(pk=self.piece.pk, attempt=self.attempt, **running)
        return kept if isinstance(self.piece, Batch) else kept.filter(batch__state=State.RUNNING)

    def renew(self) -> bool:
        """Hold it longer; False where it is ours no more."""
        return bool(self.ours().update(leased_until=lease_end()))


def lease_end() -> datetime:
    """Until when a worker that says nothing is waited for."""
    return timezone.now() + timedelta(seconds=settings.BATCH_LEASE_SECONDS)


def free(now: datetime) -> Q:
    """Work that nobody holds: never begun, put back, or of a worker that vanished."""
    return Q(leased_until=None) | Q(leased_until__lt=now)


def chunks_to_do(now: datetime) -> QuerySet[Chunk]:
    """The chunks that can be claimed."""
    return Chunk.objects.filter(free(now), state__in=(Part.WAITING, Part.RUNNING))


def batches_to_do(now: datetime) -> QuerySet[Batch]:
    """The batches that have a piece to claim."""
    has_chunk = Exists(chunks_to_do(now).filter(batch=OuterRef("pk")))
    reading = Q(state=State.READING) & free(now)
    to_do = Batch.objects.filter(reading | Q(state=State.RUNNING) & has_chunk)
    return to_do.defer("options", "understood")  # long, and wanted of the claimed one alone


def offers(batch: Batch) -> int:
    """How many workers can work at a batch at once."""
    if batch.state != State.RUNNING:
        return int(batch.state == State.READING)
    return min(MOST_AT_ONCE, chunks_to_do(timezone.now()).filter(batch=batch).count())


def claim_next() -> Claim | None:
    """Claim the next piece in fairness; None where there is nothing to do."""
    now = timezone.now()
    for batch in sorted(batches_to_do(now), key=_turns()):
        if Version(batch.engine) != Version(__version__):
            continue  # `looking` starts it over, or a newer worker takes it
        claim = _claim(batch, now) if batch.state == State.READING else _claim_chunk(batch, now)
        if claim:
            Batch.objects.filter(pk=batch.pk).update(served_at=now)
            return claim
    return None


def _turns() -> Any:
    """The order of batches: by when their owner was served last, then by when they were."""
    served: dict[int, datetime] = {}
    under_way = Batch.objects.filter(state__in=UNDER_WAY).exclude(served_at=None)
    for owner, at in under_way.order_by().values_list("owner_id", "served_at"):
        served[owner] = max(at, served.get(owner, at))
    return lambda batch: (
        served.get(batch.owner_id, LONG_AGO),
        batch.served_at or LONG_AGO,
        batch.created_at,
    )


def _claim_chunk(batch: Batch, now: datetime) -> Claim | None:
    for chunk in _first(batch, now):
        chunk.batch = batch
        if claim := _claim(chunk, now):
            return claim
    return None


def _first(batch: Batch, now: datetime) -> Iterator[Chunk]:
    """Its chunks to do: fresh ones before those that failed before."""
    yield from chunks_to_do(now).filter(batch=batch).order_by("faults", "losses", "number")[:20]


def _claim(piece: Batch | Chunk, now: datetime) -> Claim | None:
    """Claim it if nobody was quicker."""
    is_lost = piece.leased_until is not None and piece.state in (State.READING, Part.RUNNING)
    found = type(piece).objects.filter(free(now), pk=piece.pk, attempt=piece.attempt)
    taken = found.filter(state=piece.state).update(
        attempt=F("attempt") + 1,
        losses=F("losses") + int(is_lost),
        leased_until=lease_end(),
        state=State.READING if isinstance(piece, Batch) else Part.RUNNING,
    )
    if not taken:
        return None
    piece.attempt, piece.losses = piece.attempt + 1, piece.losses + int(is_lost)
    return Claim(piece, piece.attempt)
