"""`manage.py load_cases`: publish the case files that are new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.cases import loading
from pgx.cases.reading import FOLDER
from pgx.knowledge.errors import KnowledgeRefused, NoRelease


class Command(BaseCommand):
    """Publish a folder of cases; what is published already stays as it is."""

    help = "Check the case files against today's release, and publish those that are new."
    what, folder = "Cases", FOLDER

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, and what to do with a file that is refused."""
        parser.add_argument("folder", nargs="?", type=Path, default=self.folder)
        parser.add_argument(
            "--or-keep",
            action="store_true",
            help="where a file is refused, say so and keep what is published",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish; the same files again change nothing."""
        try:
            loaded = self.load(options["folder"])
        except (NoRelease, KnowledgeRefused) as error:
            raise CommandError(f"{self.what}: nothing was loaded.\n{error}") from None
        for fault in loaded.faults:
            self.stdout.write(str(fault))
        self.stdout.write(f"{self.what}: {loaded.new} loaded, {loaded.kept} loaded already.")
        if loaded.faults and not options["or_keep"]:
            raise CommandError("Some files were refused.")

    def load(self, folder: Path) -> loading.Loaded:
        """Publish what is new in a folder."""
        return loading.load(folder)
