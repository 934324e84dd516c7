"""The task that the scheduler queues once a day."""

from celery import shared_task
from django.utils import timezone

from pgx.retention import sweep_all


@shared_task(name="pgx.retention.sweep")
def sweep() -> None:
    """Delete what is kept no longer."""
    sweep_all(timezone.now())
