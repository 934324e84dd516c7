"""`manage.py check_items`: every fault of the item files, by line, and what they cover."""

from __future__ import annotations

from typing import Any

from pgx.cases.checking import Found
from pgx.cases.ground import Ground
from pgx.cases.items import checking
from pgx.cases.management.commands import check_cases


class Command(check_cases.Command):
    """Check item files against a release, or against the knowledge base's files."""

    help = "Check item files: faults by file, line and field, and what all of them cover."

    def check_files(self, ground: Ground, options: dict[str, Any]) -> Found:
        """The items instead of the cases."""
        return checking.check(ground, options["files"])
