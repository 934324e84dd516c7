"""`manage.py load_knowledge fixtures/knowledge`: make a release of the files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.knowledge import releases
from pgx.knowledge.errors import KnowledgeRefused


class Command(BaseCommand):
    """Load a folder of tables as an immutable release."""

    help = "Make a release of the knowledge base from a folder of CSV files."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load; the same content again changes nothing."""
        try:
            release, new = releases.load(options["folder"])
        except KnowledgeRefused as refused:
            raise CommandError(f"Nothing was loaded.\n{refused}") from None
        self.stdout.write(f"Knowledge {release} {'loaded' if new else 'is loaded already'}.")
