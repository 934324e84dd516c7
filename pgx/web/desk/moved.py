"""An effect as the page shows it: its finding, its picture, the moves by drug."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.assessments.effect import Effect, NumberMove, PanelMove, ReferencePanel, WordMove
from pgx.assessments.question import find_drug
from pgx.assessments.wording import dose_unit
from pgx.rounding import show
from pgx.science.knowledge import Knowledge
from pgx.web.charts import MovedRow, MovesChart, moves_chart
from pgx.web.desk.quantities import QUANTITIES, WORDS, Written, written
from pgx.web.explore import address_of


@dataclass(frozen=True)
class Line:
    """A panel that moves: who it is, where Explore answers it with the draft, and what moves."""

    subject: str
    about: str
    address: str
    words: tuple[tuple[str | Promise, WordMove], ...]
    numbers: tuple[Written, ...]
    appear: tuple[str, ...]
    go: tuple[str, ...]


def finding(effect: Effect) -> str:
    """The heading: how many results move, and which numbers leave or enter their bands."""
    if effect.is_nothing:
        return _("Nothing moves: no result, and no number of the validation table.")
    return f"{_results(effect)} {_bands(effect)}"


def _results(effect: Effect) -> str:
    if not effect.moved:
        return _("None of the %(all)s results moves.") % {"all": effect.panels}
    text = ngettext(
        "%(count)s of %(all)s results moves", "%(count)s of %(all)s results move", effect.moved
    )
    said = text % {"count": effect.moved, "all": effect.panels}
    if categories := effect.by_quantity.get("category"):
        text = _("%(said)s, %(count)s into another guideline category")
        said = text % {"said": said, "count": categories}
    return f"{said}."


def _bands(effect: Effect) -> str:
    """What the validation table says of it."""
    left, entered = (
        sum(getattr(each, name) for each in effect.table) for name in ("leaves", "enters")
    )
    said = []
    if left:
        text = ngettext(
            "%(count)s number leaves its band.", "%(count)s numbers leave their bands.", left
        )
        said.append(text % {"count": left})
    if entered:
        text = ngettext(
            "%(count)s number comes into its band.",
            "%(count)s numbers come into their bands.",
            entered,
        )
        said.append(text % {"count": entered})
    return " ".join(said) or _("No number leaves its band.")


def counts(effect: Effect) -> list[tuple[str | Promise, int]]:
    """How many panels have other words, by what the words are."""
    found = effect.by_quantity
    return [(label, found[name]) for name, label in WORDS.items() if name in found]


def picture(effect: Effect) -> MovesChart | None:
    """New over old by quantity; None where no number has such a ratio."""
    rows = []
    for name, quantity in QUANTITIES.items():
        moves = [each for panel in effect.moves for each in panel.numbers if each.quantity == name]
        row = MovedRow(quantity.name, _ratios(moves, True), _ratios(moves, False))
        if row.ratios:
            rows.append(row)
    return moves_chart(rows) if rows else None


def _ratios(moves: list[NumberMove], is_published: bool) -> tuple[float, ...]:
    return tuple(each.ratio for each in moves if each.ratio and each.is_published == is_published)


def by_drug(effect: Effect, knowledge: Knowledge, release: str) -> Iterator[tuple[str, list[Line]]]:
    """Each drug by its name, with its panels; `release` is what Explore is to answer with."""
    for drug, moves in effect.by_drug.items():
        known = find_drug(knowledge, drug)
        yield known.name if known else drug, [_line(each, knowledge, release) for each in moves]


def _line(move: PanelMove, knowledge: Knowledge, release: str) -> Line:
    question = replace(move.panel.question, release=release)
    return Line(
        move.panel.subject,
        about(move.panel, knowledge),
        address_of(question, question.regimens[0]),
        tuple((WORDS[each.quantity], each) for each in move.words),
        tuple(map(written, move.numbers)),
        move.appear,
        move.go,
    )


def about(panel: ReferencePanel, knowledge: Knowledge) -> str:
    """The dose, the enzymes' genotypes, and what is taken beside."""
    question = panel.question
    drug = find_drug(knowledge, panel.drug)
    dose = f"{show(question.regimens[0].dose_mg_per_day, 6)} {dose_unit(drug) if drug else ''}"
    genes = (
        f"{gene} {question.genotypes.get(gene) or _('not tested')}" for gene in knowledge.enzymes
    )
    beside = [_("beside %(names)s") % {"names": ", ".join(question.co_medications)}]
    return ", ".join([dose, *genes, *(beside if question.co_medications else [])])
