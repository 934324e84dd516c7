"""The example of the start page: one gene of four kinds, followed as far as occupancy.

What a higher level does to benefit is disputed, so no modelled response stands beside a
recommendation of half the dose.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pgx.assessments.answer import FindingAnswer, Reason, ResultAnswer
from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.rounding import ratio
from pgx.science.knowledge import Knowledge
from pgx.web import findings
from pgx.web.charts import PathChart
from pgx.web.explore import address_of
from pgx.web.pictures import start_of_path, with_unit

MARKER = "CYP2C19"
GENOTYPES = ("*17/*17", "*1/*1", "*1/*2", "*2/*2")
SHOWN_FIRST = "*2/*2"
REGIMEN = Regimen("escitalopram", 10.0)
# Why the path stops at occupancy: rows of the release, in the order of reading.
WHY = ("cautions/cyp2c19_outcome", "cautions/qt_escitalopram")


@dataclass(frozen=True)
class Example:
    """One genotype on the same dose: what is published, and the path to occupancy."""

    genotype: str
    phenotype: str
    result: ResultAnswer
    leading: FindingAnswer | None
    finding: str
    path: PathChart
    why_it_stops: tuple[Reason, ...]
    in_explore: str

    @property
    def here(self) -> str:
        """The address at which the start page shows it."""
        return f"{reverse('home')}?{MARKER}={self.genotype}#example"


def examples(knowledge: Knowledge, genotype: str) -> dict[str, Any]:
    """The four, and the one that is asked for; another genotype leads to the first."""
    every = _examples(knowledge, get_language() or "")
    asked = genotype if genotype in GENOTYPES else SHOWN_FIRST
    return {
        "examples_of_gene": every,
        "example": next(each for each in every if each.genotype == asked),
        "not_here": genotype if genotype not in ("", asked) else "",
        "release": knowledge,
    }


@lru_cache(maxsize=8)
def _examples(knowledge: Knowledge, language: str) -> tuple[Example, ...]:
    """Made once a release and language: the answers never change."""
    return tuple(_example(knowledge, genotype) for genotype in GENOTYPES)


def _example(knowledge: Knowledge, genotype: str) -> Example:
    question = Question({MARKER: genotype}, regimens=(REGIMEN,))
    result = assess(question, knowledge=knowledge).results[0]
    return Example(
        genotype,
        next(each.phenotype for each in result.enzymes if each.gene == MARKER),
        result,
        findings.leading_finding(result),
        _finding(result),
        start_of_path(result),
        _why_it_stops(result),
        address_of(question, REGIMEN),
    )


def _finding(result: ResultAnswer) -> str:
    """The level and the occupancy in a sentence."""
    level, occupied = result.path[:2]
    ends = [ratio(end / level.reference_value) for end in (level.low, level.high)]
    text = _(
        "At the same dose the level is %(level)s the reference's (95 %% interval %(ends)s). "
        "Serotonin transporters (SERT) are occupied to %(own)s, in the reference to %(reference)s."
    )
    return text % {
        "level": ratio(level.ratio),
        "ends": _("%(low)s to %(high)s") % dict(zip(("low", "high"), ends, strict=True)),
        "own": with_unit(occupied.value, occupied.unit),
        "reference": with_unit(occupied.reference_value, occupied.unit),
    }


def _why_it_stops(result: ResultAnswer) -> tuple[Reason, ...]:
    reasoning = result.reasoning
    told = (*reasoning.not_known, *reasoning.caveats) if reasoning else ()
    found = {row: reason for reason in told for row in reason.rows if row in WHY}
    return tuple(found[row] for row in WHY if row in found)
