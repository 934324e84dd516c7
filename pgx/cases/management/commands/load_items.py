"""`manage.py load_items`: publish the test items that are new."""

from __future__ import annotations

from pathlib import Path

from pgx.cases import items
from pgx.cases.items.reading import FOLDER
from pgx.cases.loading import Loaded
from pgx.cases.management.commands import load_cases


class Command(load_cases.Command):
    """Publish a folder of items; what is in no file any more is asked no more."""

    help = "Check the item files against the cases and today's release, and publish what is new."
    what, folder = "Items", FOLDER

    def load(self, folder: Path) -> Loaded:
        """The items instead of the cases."""
        return items.load(folder)
