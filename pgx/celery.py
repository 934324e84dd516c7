"""The Celery application: workers and the scheduler start from here."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pgx.settings")

app = Celery("pgx")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logs(**_: Any) -> None:
    """Celery sets up no logs where this is connected: Django has done it, by settings.LOGGING."""
