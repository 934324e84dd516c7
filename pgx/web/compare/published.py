"""What is given, and what is published on it, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx.assessments.answer import CallAnswer, ClassAnswer
from pgx.rounding import show
from pgx.science.recommendation import LEADING_BODY
from pgx.web.compare.sides import Side
from pgx.web.compare.table import NONE, Cell, Group, Row, by_name

NOT_TESTED = Cell("", status="not tested")


def given(sides: Sequence[Side]) -> Group:
    """Drug, dose, co-medications, and every marker that any side gives."""
    rows = [
        Row(_("Drug"), tuple(Cell(side.result.name) for side in sides)),
        Row(_("Dose"), tuple(Cell(_dose(side)) for side in sides)),
        Row(_("Co-medications"), tuple(_taken(side) for side in sides)),
    ]
    calls = [[(_marker(call), _call(call)) for call in side.answer.calls] for side in sides]
    rows += [Row(name, cells) for name, cells in by_name(calls) if any(c.text for c in cells)]
    enzymes = [[(each.gene, _enzyme(each)) for each in side.result.enzymes] for side in sides]
    rows += [
        Row(_("%(gene)s as it acts") % {"gene": gene}, cells) for gene, cells in by_name(enzymes)
    ]
    return Group("given", _("Panel and regimen"), tuple(rows))


def _dose(side: Side) -> str:
    return f"{show(side.result.dose_mg_per_day, 6)} {side.result.dose_unit}"


def _taken(side: Side) -> Cell:
    return Cell(", ".join(side.answer.co_medications) or _("none"))


def _marker(call: CallAnswer) -> str:
    return call.marker if call.gene == call.marker else f"{call.marker} ({call.gene})"


def _call(call: CallAnswer) -> Cell:
    return Cell(call.genotype or call.given, status=call.status)


def _enzyme(enzyme: ClassAnswer) -> Cell:
    converted = ", ".join(enzyme.converted_by)
    beside = _("by %(drugs)s") % {"drugs": converted} if converted else ""
    return Cell(enzyme.phenotype, beside) if enzyme.phenotype else NOT_TESTED


def recommendation(sides: Sequence[Side]) -> Group:
    """Category, sentence, strength and source; then the other bodies."""
    found = [side.result.recommendation for side in sides]
    rows = [
        Row(_("Category"), tuple(Cell(each.category) for each in found)),
        Row(_("In a sentence"), tuple(Cell(each.headline) for each in found)),
        Row(_("Strength"), tuple(Cell(each.strength or _("none")) for each in found)),
        Row(_("Source"), tuple(_source(side) for side in sides)),
        *(Row(name, cells) for name, cells in by_name([_others(side) for side in sides])),
    ]
    return Group("recommendation", _("The recommendation"), tuple(rows), "guideline")


def _source(side: Side) -> Cell:
    leading = side.result.recommendation.leading
    return Cell(leading.citation) if leading and leading.citation else NONE


def _others(side: Side) -> list[tuple[str, Cell]]:
    """What the bodies beside the leading one say of each gene, each under its condition."""
    said: dict[str, list[str]] = {}
    for found in side.result.recommendation.findings:
        if found.body != LEADING_BODY:
            name = f"{found.body}: {' + '.join(found.genes)}"
            said.setdefault(name, []).append(found.says_when)
    return [(name, Cell(" ".join(texts))) for name, texts in said.items()]
