"""`manage.py validate_model`: the model beside what was observed."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.knowledge import releases, validation_report
from pgx.knowledge.errors import NoRelease
from pgx.science.validation import count, validate


class Command(BaseCommand):
    """Compute every number of the validation table; fails where one is outside its band."""

    help = "Hold the model against what was observed. Shows that the code does what it says."

    def add_arguments(self, parser: CommandParser) -> None:
        """The release, and the form of the answer."""
        parser.add_argument("--release", help="a version; without one, the newest")
        parser.add_argument("--json", action="store_true", help="every number, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table."""
        try:
            knowledge = releases.find(options["release"])
        except NoRelease as none:
            raise CommandError(str(none)) from None
        outcomes = validate(knowledge)
        if not outcomes:
            raise CommandError(f"Release {knowledge.version} has no observations.")
        if options["json"]:
            answer = validation_report.as_json(knowledge, outcomes)
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(validation_report.terminal(knowledge, outcomes))
        if failed := count(outcomes).failed:
            raise CommandError(f"{failed} of {len(outcomes)} numbers lie outside their band.")
