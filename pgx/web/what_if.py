"""What if one gene were another: the counterfactuals by gene, this person's own row marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, ClassAnswer, CounterfactualAnswer, ResultAnswer
from pgx.web.charts.drawing import percent
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis

REFERENCE = "the reference: "
COPIES = re.compile(r"(\d) × (.+)")
NOTHING = 5e-4  # a change that rounding to three digits does not show


@dataclass(frozen=True)
class Row:
    """One genotype that the gene could have; `own` where it is this person's.

    `at` and `one` are where its modelled plasticity and the reference stand, in percent.
    """

    becomes: str
    answer: CounterfactualAnswer
    own: bool
    at: str = ""
    one: str = ""


@dataclass(frozen=True)
class Gene:
    """The genotypes of a gene; `stands_in` where none was read and the reference's is marked."""

    name: str
    marker: str
    stands_in: bool
    rows: tuple[Row, ...]

    @property
    def moves(self) -> set[str]:
        """What differs between its genotypes: level, plasticity, symptoms."""
        answers = [row.answer for row in self.rows]
        columns = {
            "level": [each.level_ratio for each in answers],
            "plasticity": [each.relative_response for each in answers],
            "symptoms": [each.points_over_placebo_week_8 for each in answers],
        }
        return {name for name, values in columns.items() if _differ(values)}

    @property
    def reach(self) -> float:
        """How far modelled plasticity differs between its genotypes."""
        values = [row.answer.relative_response for row in self.rows]
        known = [value for value in values if value is not None]
        return max(known) - min(known) if known else 0.0


def _differ(values: list[float | None]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and max(known) - min(known) > NOTHING


def what_if(answer: Assessment, result: ResultAnswer) -> list[Gene]:
    """The genes in the order of the path, each with what it could be."""
    classes = {each.gene: each for each in (*answer.classes, *result.enzymes)}
    ratios = [each.relative_response for each in result.counterfactuals]
    axis = ratio_axis(ratio for ratio in (*ratios, result.relative_response) if ratio)
    genes = []
    for (name, marker), found in groupby(result.counterfactuals, lambda c: (c.gene, c.marker)):
        own = classes[name]
        answers = list(found)
        if not any(_is_own(own, each.becomes) for each in answers):
            answers.insert(0, _as_now(result, own, marker))
        rows = tuple(_row(axis, own, each) for each in answers)
        genes.append(Gene(name, marker, own.used.startswith(REFERENCE), rows))
    return genes


def _row(axis: RatioAxis, own: ClassAnswer, each: CounterfactualAnswer) -> Row:
    at = each.relative_response
    places = [percent(100 * axis.share(ratio)) for ratio in (at, 1.0) if ratio]
    own_row = _is_own(own, each.becomes)
    return Row(in_words(each.becomes), each, own_row, *(places if at else ()))


def _is_own(own: ClassAnswer, becomes: str) -> bool:
    return own.used.removeprefix(REFERENCE).lower() == becomes.lower()


def _as_now(result: ResultAnswer, own: ClassAnswer, marker: str) -> CounterfactualAnswer:
    """This person as it is, where the gene's other genotypes alone are given."""
    return CounterfactualAnswer(
        own.gene,
        marker,
        own.used.removeprefix(REFERENCE),
        result.exposure_ratio or 1.0,
        result.sert_occupancy or 0.0,
        result.relative_response,
        result.points_over_placebo_week_8,
    )


def in_words(becomes: str) -> str:
    """A count as a learner says it: "two copies of A" for "2 × A".

    >>> in_words("2 × A"), in_words("0 × S-prime"), in_words("not G/G")
    ('two copies of A', 'no copy of S-prime', 'not G/G')
    """
    found = COPIES.fullmatch(becomes)
    if not found:
        return becomes
    words = {"0": _("no copy of %s"), "1": _("one copy of %s"), "2": _("two copies of %s")}
    return words[found[1]] % found[2] if found[1] in words else becomes


def finding(genes: list[Gene]) -> str:
    """The heading: which gene moves the level, and which modelled plasticity most."""
    level = [gene.name for gene in genes if "level" in gene.moves]
    moving = [gene for gene in genes if "plasticity" in gene.moves]
    if not level and not moving:
        return _("Another genotype would move nothing here.")
    said = []
    if level:
        text = _("%(genes)s would move the level.")
        said.append(text % {"genes": _(" and ").join(level)})
    if moving:
        most = max(moving, key=lambda gene: gene.reach)
        text = _("%(gene)s would move modelled plasticity most.")
        said.append(text % {"gene": most.name})
    return " ".join(said)
