"""`manage.py sweep`: delete what is kept no longer, now and not at night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pgx.retention import sweep_all


class Command(BaseCommand):
    """Run every sweep."""

    help = "Delete what is kept no longer; the scheduler does so every night."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many each deleted. Raises CommandError where one failed."""
        found = sweep_all(timezone.now())
        for name, deleted in found.items():
            self.stdout.write(f"{name}: {'failed' if deleted is None else f'{deleted} deleted'}")
        if None in found.values():
            raise CommandError("Not every sweep went through; the log says where.")
