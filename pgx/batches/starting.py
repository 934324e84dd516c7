"""What an owner does with a batch: find, start, cancel, retry, delete."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from pgx import __version__
from pgx.accounts.models import User
from pgx.batches.errors import WrongState
from pgx.batches.intake import Understood, refuse_no_drug
from pgx.batches.models import UNDER_WAY, Batch, Part, State
from pgx.batches.options import Options
from pgx.batches.progress import progress
from pgx.batches.running.claims import offers
from pgx.batches.tasks import send

UNTOUCHED = {"faults": 0, "losses": 0, "leased_until": None}


def of(owner: User) -> QuerySet[Batch]:
    """The batches of an account that are still kept, the newest first."""
    return Batch.objects.filter(owner=owner, expires_at__gt=timezone.now())


def find(owner: User, batch_id: str) -> Batch:
    """One's own batch. Raises Batch.DoesNotExist, for another's too."""
    return of(owner).get(pk=batch_id)


def start(batch: Batch) -> None:
    """Let workers begin. Raises WrongState where it was started before, and QuestionRefused
    where neither the file nor its owner names a drug.
    """
    refuse_no_drug(Understood.of_json(batch.understood), Options.of_json(batch.options))
    now = timezone.now()
    begun = {"state": State.READING, "started_at": now, "engine": __version__}
    if not Batch.objects.filter(pk=batch.pk, state=State.WAITING).update(**begun):
        raise WrongState("The batch has been started already.")
    _offer(batch)


def cancel(batch: Batch) -> None:
    """Stop it; what is done is kept for a retry. Raises WrongState where nothing is under way."""
    under_way = Batch.objects.filter(pk=batch.pk, state__in=UNDER_WAY)
    if not under_way.update(state=State.CANCELLED, finished_at=timezone.now()):
        raise WrongState("Nothing of this batch is under way, so there is nothing to cancel.")
    batch.refresh_from_db()


def retry(batch: Batch) -> None:
    """Do what failed or was cancelled, and nothing that is done. Raises WrongState."""
    with transaction.atomic():
        if batch.chunks.exists():
            again = {"state": State.RUNNING, "share_before": progress(batch).share}
        else:
            again = {"state": State.READING, "share_before": 0, "bytes_read": 0}
        again |= {"started_at": timezone.now(), **UNTOUCHED}
        ended = Batch.objects.filter(pk=batch.pk, state__in=(State.FAILED, State.CANCELLED))
        if not ended.update(failure=None, finished_at=None, **again):
            raise WrongState("Only a failed or cancelled batch can be tried again.")
        batch.chunks.exclude(state=Part.DONE).update(state=Part.WAITING, message="", **UNTOUCHED)
    _offer(batch)


def delete(batch: Batch) -> None:
    """Delete it with its files, at once and for good; work on it stops."""
    batch.delete()


def _offer(batch: Batch) -> None:
    batch.refresh_from_db()
    send(offers(batch))
