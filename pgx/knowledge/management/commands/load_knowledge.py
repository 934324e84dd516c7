"""`manage.py load_knowledge fixtures/knowledge`: make a release of the files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.knowledge import registry, releases
from pgx.knowledge.errors import KnowledgeRefused, VersionTaken
from pgx.knowledge.models import Release


class Command(BaseCommand):
    """Load a folder of tables as an immutable release."""

    help = "Make a release of the knowledge base from a folder of CSV files."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and what to do where its version is taken."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--or-keep",
            action="store_true",
            help="where the version is taken by other content, say so and keep what is there",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load; the same content again changes nothing."""
        before = Release.objects.filter(withdrawal=None).first()
        try:
            release, new = releases.load(options["folder"])
        except KnowledgeRefused as refused:
            if isinstance(refused, VersionTaken) and options["or_keep"]:
                self.stdout.write(f"Nothing was loaded, what is there stays.\n{refused}")
                return
            raise CommandError(f"Nothing was loaded.\n{refused}") from None
        self.stdout.write(f"Knowledge {release} {'loaded' if new else 'is loaded already'}.")
        if new and before:
            rows = releases.stored(release.version).rows
            for fault in registry.told(releases.find(release.version), rows):
                self.stdout.write(f"It breaks {fault}")
        if new and before and hasattr(before, "made_from"):
            self.stdout.write(
                f"It answers now in place of {before.version}, which was published at the desk: to "
                f"keep what {before.version} changed, publish a draft that is moved onto "
                f"{release.version}."
            )
