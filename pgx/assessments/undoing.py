"""Deleting a saved assessment so that its owner can take it back for some minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.utils import timezone

from pgx.accounts.models import User
from pgx.assessments.models import SavedAssessment

UNDO = timedelta(minutes=10)
SALT = "pgx.assessments.undoing"


def discard(saved: SavedAssessment) -> str:
    """End it now, and leave it to the sweep; what `find` and `take_back` know it by."""
    ticket = signing.dumps([saved.pk, saved.expires_at.isoformat()], salt=SALT)
    saved.expires_at = timezone.now()
    saved.save(update_fields=["expires_at"])
    return ticket


def find(owner: User, ticket: str) -> SavedAssessment | None:
    """What a ticket of the last minutes would take back, with the day it had; None where nothing.

    It is not stored: `take_back` does that.
    """
    try:
        pk, expires_at = signing.loads(ticket, salt=SALT, max_age=UNDO)
    except signing.BadSignature:
        return None
    ended = SavedAssessment.objects.filter(expires_at__lte=timezone.now())
    saved = ended.filter(owner=owner, pk=pk).first()
    if saved:
        saved.expires_at = datetime.fromisoformat(expires_at)
    return saved


def take_back(saved: SavedAssessment) -> None:
    """Keep what `find` found until the day it had."""
    SavedAssessment.objects.filter(pk=saved.pk).update(expires_at=saved.expires_at)
