"""What if one gene were another: the counterfactuals by gene, this person's own row marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, ClassAnswer, CounterfactualAnswer, ResultAnswer
from pgx.web.charts.ratio_axis import ratio_axis

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
    axis = ratio_axis(ratio for ratio in ratios if ratio)
    genes = []
    for (name, marker), found in groupby(result.counterfactuals, lambda c: (c.gene, c.marker)):
        own = classes.get(name)
        rows = tuple(
            Row(
                in_words(each.becomes),
                each,
                _is_own(own, each.becomes),
                f"{100 * axis.share(each.relative_response):.2f}%" if each.relative_response else "",
                f"{100 * axis.share(1.0):.2f}%",
            )
            for each in found
        )
        genes.append(Gene(name, marker, bool(own and own.used.startswith(REFERENCE)), rows))
    return genes


def _is_own(own: ClassAnswer | None, becomes: str) -> bool:
    return bool(own) and own.used.removeprefix(REFERENCE).lower() == becomes.lower()


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
