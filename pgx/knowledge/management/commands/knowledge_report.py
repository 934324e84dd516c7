"""`manage.py knowledge_report`: counts by table and confidence, and numbers without source."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease
from pgx.knowledge.reporting import render, report


class Command(BaseCommand):
    """Report on a release; fails where a number has no source."""

    help = "Count the knowledge base by table and confidence, and find numbers without source."

    def add_arguments(self, parser: CommandParser) -> None:
        """The release."""
        parser.add_argument("--release", help="a version; without one, the newest")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the counts."""
        try:
            content = releases.stored(options["release"])
        except NoRelease as none:
            raise CommandError(str(none)) from None
        tables = report(content.rows)
        self.stdout.write(f"Knowledge {content.label.version}\n\n{render(tables)}\n")
        missing = [place for table in tables for place in table.without_source]
        if missing:
            places = "\n".join(missing)
            raise CommandError(f"{len(missing)} values without source:\n{places}")
        self.stdout.write("0 values without source.")
