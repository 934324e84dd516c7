"""`manage.py assess`: one panel in the terminal, readable or as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pgx.assessments.arguments import refuse_undecodable, regimen
from pgx.assessments.assess import assess
from pgx.assessments.co_medications import HELP
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Question, once
from pgx.assessments.terminal import render
from pgx.echo import short
from pgx.knowledge.errors import NoRelease


class Command(BaseCommand):
    """Assess a panel and explain the result."""

    help = "Assess a genotype panel with one drug, or with every drug. For teaching only."

    def add_arguments(self, parser: CommandParser) -> None:
        """The question."""
        parser.add_argument(
            "--genotype",
            action="append",
            default=[],
            metavar="MARKER=GENOTYPE",
            help="a genotype, such as CYP2C19='*1/*2'; may be repeated",
        )
        parser.add_argument("--orientation", help="plus or literature, for palindromic markers")
        parser.add_argument("--drug", help="a drug; without one, every drug at its reference dose")
        parser.add_argument("--dose", help="mg a day; without one, the reference dose")
        parser.add_argument(
            "--co-medication",
            action="append",
            default=[],
            metavar="NAME",
            help=f"a medicine beside the drug; may be repeated. {HELP}",
        )
        parser.add_argument("--release", help="a version of the knowledge base")
        parser.add_argument(
            "--mechanism-reaches-symptoms",
            action="store_true",
            help="a teaching switch: let the modifiers that people do not show reach symptoms",
        )
        parser.add_argument(
            "--draws", type=int, default=0, help="Monte Carlo draws of the relative response"
        )
        parser.add_argument("--seed", type=int, default=0, help="the same seed, the same draws")
        parser.add_argument(
            "--expert", action="store_true", help="the numbers with their intervals, in sentences"
        )
        parser.add_argument("--json", action="store_true", help="the whole answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer, or say which option cannot be used."""
        refuse_undecodable(options)
        try:
            answer = assess(_question(options))
        except (QuestionRefused, NoRelease) as refused:
            raise CommandError(str(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps(answer.to_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(render(answer, expert=options["expert"]))


def _question(options: dict[str, Any]) -> Question:
    asked = regimen(options)
    genotypes = once(_pair(text) for text in options["genotype"])
    return Question(
        genotypes,
        options["orientation"],
        (asked,) if asked else (),
        options["release"],
        tuple(options["co_medication"]),
        mechanism_reaches_symptoms=options["mechanism_reaches_symptoms"],
        draws=options["draws"],
        seed=options["seed"],
    )


def _pair(text: str) -> tuple[str, str]:
    marker, equals, genotype = text.partition("=")
    if not equals or not marker.strip():
        raise CommandError(
            f"--genotype {short(text)}: write MARKER=GENOTYPE, such as 5-HTTLPR=L/S."
        )
    return marker, genotype
