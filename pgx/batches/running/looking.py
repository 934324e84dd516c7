"""What the scheduler does every few seconds: whatever fell to the ground is picked up."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from packaging.version import Version

from pgx import __version__
from pgx.batches.models import UNDER_WAY, Batch, State
from pgx.batches.running.claims import batches_to_do, offers
from pgx.batches.running.work import finish


def pieces_left_lying() -> int:
    """How many messages to send: pieces to do in batches that nobody has touched of late.

    Ends what only waits to be ended, and starts over what an older engine began.
    """
    for batch in Batch.objects.filter(state__in=UNDER_WAY).iterator():
        if Version(batch.engine) < Version(__version__):
            start_over(batch)
        elif batch.state == State.RUNNING:
            finish(batch)
    now = timezone.now()
    quiet = now - timedelta(seconds=settings.BATCH_LOOK_SECONDS)
    lying = batches_to_do(now).filter(Q(served_at=None) | Q(served_at__lt=quiet))
    return sum(offers(batch) for batch in lying)


@transaction.atomic
def start_over(batch: Batch) -> None:
    """Read and assess it all again, by this engine: no batch has rows of two."""
    under_way = Batch.objects.filter(pk=batch.pk, state__in=UNDER_WAY, engine=batch.engine)
    fresh = {"faults": 0, "losses": 0, "leased_until": None, "served_at": None}
    fresh |= {"bytes_read": 0, "share_before": 0}
    again = {"state": State.READING, "engine": __version__, "attempt": batch.attempt + 1}
    if under_way.update(**again, **fresh):
        batch.chunks.all().delete()
