"""What if one gene were another: the counterfactuals by gene, this person's own row marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, CounterfactualAnswer, ResultAnswer
from pgx.rounding import ratio, show
from pgx.science.knowledge import Knowledge
from pgx.web.charts.drawing import percent
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis
from pgx.web.switches import switched_to

DECIDING = ("advice", "not tested")
REFERENCE = "the reference: "


@dataclass(frozen=True)
class Row:
    """One genotype that the gene could have.

    `at` and `one` are where its modelled plasticity and the reference stand, in percent;
    `change` is how far it takes the points from this person's own; `opens` is the question
    with this genotype in place.
    """

    answer: CounterfactualAnswer
    at: str = ""
    one: str = ""
    change: str = ""
    opens: str = ""


@dataclass(frozen=True)
class Gene:
    """The genotypes of a gene; `stands_in` where none was read and the reference's is marked.

    `decides` where a guideline statement on this drug depends on the gene.
    """

    name: str
    marker: str
    stands_in: bool
    rows: tuple[Row, ...]
    decides: bool = False

    @property
    def moves(self) -> set[str]:
        """What differs, as it is written, between its genotypes: level, plasticity, symptoms."""
        answers = [row.answer for row in self.rows]
        columns = {
            "level": {ratio(each.level_ratio) for each in answers},
            "plasticity": {ratio(each.relative_response) for each in answers},
            "symptoms": {show(each.points_over_placebo_week_8) for each in answers},
        }
        return {name for name, written in columns.items() if len(written) > 1}

    @property
    def reach(self) -> float:
        """How far modelled plasticity differs between its genotypes."""
        values = [row.answer.relative_response for row in self.rows]
        known = [value for value in values if value is not None]
        return max(known) - min(known) if known else 0.0


def what_if(
    knowledge: Knowledge, answer: Assessment, result: ResultAnswer, given: Mapping[str, str]
) -> list[Gene]:
    """The genes in the order of the path, each with what it could be."""
    classes = {each.gene: each for each in (*answer.classes, *result.enzymes)}
    advised = {g for f in result.recommendation.findings if f.kind in DECIDING for g in f.genes}
    ratios = [each.relative_response for each in result.counterfactuals]
    axis = ratio_axis(each for each in (*ratios, result.relative_response) if each)
    genes = []
    for (name, marker), found in groupby(result.counterfactuals, lambda c: (c.gene, c.marker)):
        own = classes[name]
        rows = tuple(
            # beside an inhibitor no genotype gives every phenotype
            _row(axis, result, c, "" if own.converted_by else switched_to(knowledge, given, c))
            for c in found
        )
        genes.append(Gene(name, marker, own.used.startswith(REFERENCE), rows, name in advised))
    return genes


def _row(axis: RatioAxis, result: ResultAnswer, each: CounterfactualAnswer, opens: str) -> Row:
    at = each.relative_response
    places = [percent(100 * axis.share(one)) for one in (at, 1.0) if one]
    own, reference = places if at else ("", "")
    return Row(each, own, reference, _change(result, each), "" if each.is_own else opens)


def _change(result: ResultAnswer, each: CounterfactualAnswer) -> str:
    """How far the points move from this person's; empty for the own row and the unmodelled."""
    own, other = result.points_over_placebo_week_8, each.points_over_placebo_week_8
    if each.is_own or own is None or other is None:
        return ""
    moved = round(other - own, 2)
    return show(moved, 2, signed=True) if moved else _("same")


def finding(genes: list[Gene]) -> str:
    """The heading: which gene moves the level, and which modelled plasticity most."""
    level = [gene.name for gene in genes if "level" in gene.moves]
    moving = [gene for gene in genes if "plasticity" in gene.moves]
    if not level and not moving:
        return _("Another genotype would move nothing here.")
    most = max(moving, key=lambda gene: gene.reach).name if moving else ""
    if level == [most]:
        text = _("%(gene)s would move the level, and modelled plasticity most.")
        return text % {"gene": most}
    said = []
    if level:
        text = _("%(genes)s would move the level.")
        said.append(text % {"genes": _(" and ").join(level)})
    if most:
        text = _("%(gene)s would move modelled plasticity most.")
        said.append(text % {"gene": most})
    return " ".join(said)
