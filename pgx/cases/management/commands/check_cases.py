"""`manage.py check_cases`: every fault of the case files, by line, and what they cover."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.cases import checking, ground
from pgx.cases.ground import Ground
from pgx.knowledge.errors import KnowledgeRefused, NoRelease


class Command(BaseCommand):
    """Check case files against a release, or against the knowledge base's files."""

    help = "Check case files: faults by file, line and field, and what all of them cover."

    def add_arguments(self, parser: CommandParser) -> None:
        """The files, and what they are held against."""
        parser.add_argument("files", nargs="*", type=Path, help="without any, all of them")
        parser.add_argument("--release", help="a loaded version; without one, the newest")
        parser.add_argument(
            "--knowledge", type=Path, metavar="FOLDER", help="files of the knowledge base instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the faults and the summary; fail where there are faults."""
        folder = options["knowledge"]
        try:
            base = ground.of_files(folder) if folder else ground.of_release(options["release"])
            found = self.check_files(base, options)
        except (NoRelease, KnowledgeRefused) as error:
            raise CommandError(str(error)) from None
        for fault in found.faults:
            self.stdout.write(str(fault))
        self.stdout.write(found.summary)
        if found.faults:
            raise CommandError(f"{len(found.faults)} faults")

    def check_files(self, ground: Ground, options: dict[str, Any]) -> checking.Found:
        """Check these cases, or all."""
        return checking.check(ground, options["files"])
