"""`manage.py solve_modifier`: the effect that a published odds ratio asks of a gene."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.assessments.arguments import refuse_undecodable
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.evidence import solve_modifier
from pgx.assessments.evidence_wording import render
from pgx.knowledge.errors import NoRelease


class Command(BaseCommand):
    """Solve a modifier's effect for its published odds ratio."""

    help = "Find the effect of a gene that gives its published odds ratio. For teaching only."

    def add_arguments(self, parser: CommandParser) -> None:
        """The gene, and how much of the evidence counts."""
        parser.add_argument("--gene", required=True, help="SLC6A4, HTR1A, HTR4, BDNF or ABCB1")
        parser.add_argument(
            "--shrunk", action="store_true", help="count the odds ratio by its evidence grade"
        )
        parser.add_argument("--release", help="a version of the knowledge base")
        parser.add_argument("--json", action="store_true", help="the whole answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer, or say why there is none."""
        refuse_undecodable(options)
        try:
            answer = solve_modifier(options["gene"], options["shrunk"], options["release"])
        except (QuestionRefused, NoRelease) as refused:
            raise CommandError(str(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(render(answer))
