"""How long the EHR door keeps what it keeps."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from pgx.ehr.models import CardFeedback


def sweep(now: datetime) -> int:
    """Delete old feedback; how many."""
    before = now - timedelta(days=settings.KEEP_FEEDBACK_DAYS)
    return CardFeedback.objects.filter(received_at__lte=before).delete()[0]
