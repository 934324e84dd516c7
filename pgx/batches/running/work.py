"""One piece of work from its claim to its end, whatever the end is."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass

from django.db.models import F
from django.utils import timezone

from pgx.batches import storage
from pgx.batches.errors import DiskFull, FileRefused
from pgx.batches.models import Batch, Chunk, Part, State
from pgx.batches.running.claims import Claim, claim_next, offers
from pgx.batches.running.leases import Held, Lost, holding
from pgx.batches.running.steps import assess_chunk, read_file
from pgx.batches.storage import FULL, NO_SPACE, SPACE_HINT

MOST_FAULTS = 3  # attempts at one piece that end with an error
MOST_LOSSES = 6  # workers that vanish over one piece
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Why a batch stopped, for its owner."""

    code: str
    message: str
    hint: str


RETRY = "Press retry. If it fails again, tell whoever runs this site."
WORKERS_VANISHED = Failure(
    "workers_vanished",
    f"The work was begun {MOST_LOSSES} times, and each time the worker vanished.",
    "The part may be too large for this machine's memory. Retry, or upload a smaller file.",
)
DISK_FULL = Failure(DiskFull.code, NO_SPACE, f"{SPACE_HINT} Then press retry.")


def do_next() -> int:
    """Claim the next piece and do it; how many workers can go on from there."""
    claim = claim_next()
    if claim is None:
        return 0
    with holding(claim) as held:
        try:
            _do(held)
        except Lost:
            log.info("A piece of batch work was taken over by another worker, or cancelled.")
        except FileRefused as refused:
            fail(claim, Failure(refused.code, refused.message, refused.hint))
        except Exception as error:
            log.exception("A piece of batch work failed.")
            put_back(claim, failure_of(error))
    return _offers_after(claim)


def _offers_after(claim: Claim) -> int:
    """How many workers can go on; of a batch that was deleted meanwhile nothing stays."""
    finish(claim.batch)
    batch = Batch.objects.filter(pk=claim.batch.pk).first()
    if batch is None:
        storage.delete_all_of(claim.batch.pk)
        return 1
    return offers(batch) if isinstance(claim.piece, Batch) else 1


def _do(held: Held) -> None:
    piece = held.claim.piece
    if piece.losses >= MOST_LOSSES:
        fail(held.claim, WORKERS_VANISHED)
    elif isinstance(piece, Chunk):
        assess_chunk(held)
    else:
        read_file(held)


def failure_of(error: Exception) -> Failure:
    """An unforeseen error in words; which it was is in the log."""
    if isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in FULL):
        return DISK_FULL
    kind = type(error).__name__
    return Failure("unexpected", f"An error in Raphe stopped the work ({kind}).", RETRY)


def put_back(claim: Claim, failure: Failure) -> None:
    """Let it be tried again, or fail it where it was tried often enough."""
    if claim.piece.faults + 1 >= MOST_FAULTS:
        fail(claim, failure)
        return
    waiting = {"state": Part.WAITING} if isinstance(claim.piece, Chunk) else {}
    claim.ours().update(faults=F("faults") + 1, leased_until=None, **waiting)


def fail(claim: Claim, failure: Failure) -> None:
    """End a chunk, or the reading and with it the batch."""
    if isinstance(claim.piece, Chunk):
        ended = {"state": Part.FAILED, "message": f"{failure.message} {failure.hint}"}
    else:
        ended = {"state": State.FAILED, "failure": asdict(failure), "finished_at": timezone.now()}
    claim.ours().update(faults=F("faults") + 1, leased_until=None, **ended)


def finish(batch: Batch) -> None:
    """End a batch whose chunks have all ended; whoever comes last does it."""
    running = Batch.objects.filter(pk=batch.pk, state=State.RUNNING)
    over = running.exclude(chunks__state__in=(Part.WAITING, Part.RUNNING))
    failed = list(batch.chunks.filter(state=Part.FAILED).values_list("number", "message"))
    if not failed:
        over.exclude(chunks__state=Part.FAILED).update(
            state=State.DONE, failure=None, finished_at=timezone.now()
        )
        return
    failure = Failure("chunks_failed", _told(failed, batch.chunks.count()), RETRY)
    over.update(state=State.FAILED, failure=asdict(failure), finished_at=timezone.now())


def _told(failed: list[tuple[int, str]], chunks: int) -> str:
    reasons = " ".join(dict.fromkeys(message for _, message in failed))
    return f"{len(failed)} of {chunks} parts of the file could not be assessed. {reasons}"
