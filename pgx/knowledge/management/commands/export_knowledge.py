"""`manage.py export_knowledge 0.2.0 FOLDER`: the files of a release, as they were loaded."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.knowledge.errors import KnowledgeRefused, NoRelease
from pgx.knowledge.exporting import ExportRefused, export


class Command(BaseCommand):
    """Write a release into a folder."""

    help = "Write a release of the knowledge base into a folder of CSV files."

    def add_arguments(self, parser: CommandParser) -> None:
        """The version and the folder."""
        # Not `version`: that is Django's own option.
        parser.add_argument("release", metavar="VERSION")
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--force", action="store_true", help="also where the folder holds files of others"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write everything or nothing."""
        folder = options["folder"]
        try:
            count = export(options["release"], folder, options["force"])
        except (ExportRefused, KnowledgeRefused, NoRelease, OSError) as reason:
            raise CommandError(f"Nothing was written: {reason}") from None
        self.stdout.write(f"{count} files of knowledge {options['release']} are in {folder}.")
