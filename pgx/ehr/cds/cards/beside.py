"""What must be known beside a result: its medicines, its dose, what the data lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pgx.assessments.answer import Assessment, FlagAnswer, ResultAnswer
from pgx.echo import short
from pgx.ehr.cds.cards.markdown import listed, plain
from pgx.science.co_medications import effects_of
from pgx.science.knowledge import Knowledge

# Of the panel as a whole, with the phenotypes, and of an order beside itself.
SAID_ELSEWHERE = ("reference_used", "phenoconversion", "co_medication_same_drug")
# What is behind the link: a card is read in seconds.
LEFT_TO_EXPLORE = (
    *("no_range", "level_inside", "nonlinear_kinetics", "ratios_multiplied"),
    *("side_effects_not_modelled", "coverage"),
)
# How the codes on medicines and on the model begin.
MEDICINES, MODELLED = ("mao_inhibitor", "co_medication"), ("level_", "assumed")
NOT_CHECKED = "co_medication_not_checked"
SENTENCE = re.compile(r"(?<=[.]) (?=[A-Z])")


def medicines(knowledge: Knowledge, answer: Assessment, result: ResultAnswer) -> list[str]:
    """What each medicine does beside this drug, and those of which nothing is known."""
    known = [flag for flag in _flags(result) if flag.code.startswith(MEDICINES)]
    known = [flag for flag in known if flag.code not in ("mao_inhibitor", NOT_CHECKED)]
    lines = listed(once(flag.message for flag in known), most=len(known))
    effects = effects_of(knowledge, result.drug, tuple(answer.co_medications))
    unknown = [each.name for each in effects if each.kind == "not checked"]
    return ["**Medicines beside it**" if lines else "", lines, not_known(unknown)]


def not_known(names: list[str]) -> str:
    """One line that names every medicine that we do not know."""
    if not names:
        return ""
    listed_here = ", ".join(plain(short(each)) for each in names)
    return f"**What these do is not known here, so not checked:** {listed_here}."


def of_model(result: ResultAnswer) -> list[str]:
    """Where the modelled level lies against its range, and what was assumed."""
    return [flag.message for flag in _of_drug(result) if flag.code.startswith(MODELLED)]


def of_dose(result: ResultAnswer) -> list[str]:
    """The dose against its label, and how it is given."""
    return [flag.message for flag in _of_drug(result) if not flag.code.startswith(MODELLED)]


def _of_drug(result: ResultAnswer) -> list[FlagAnswer]:
    flags = [flag for flag in _flags(result) if flag.code not in LEFT_TO_EXPLORE]
    return [flag for flag in flags if not flag.code.startswith(MEDICINES)]


def _flags(result: ResultAnswer) -> list[FlagAnswer]:
    return [flag for flag in result.flags if flag.code not in SAID_ELSEWHERE]


def once(lines: Iterable[str]) -> Iterator[str]:
    """Lines without the sentences that stood before: two medicines share their warning.

    >>> list(once(["A is one. Beware of both.", "B is one. Beware of both."]))
    ['A is one. Beware of both.', 'B is one.']
    """
    seen: set[str] = set()
    for line in lines:
        sentences = [each for each in SENTENCE.split(line) if each not in seen]
        seen.update(sentences)
        yield " ".join(sentences)
