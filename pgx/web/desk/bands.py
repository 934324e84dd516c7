"""The numbers of the validation table as the page of an effect shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.assessments.effect import TableChange
from pgx.assessments.effect.table import Computed
from pgx.knowledge.validation_report import band
from pgx.science.knowledge import Observation
from pgx.web.desk.quantities import apart


@dataclass(frozen=True)
class Row:
    """A number with its band on both sides, and what happens to it."""

    observation: Observation
    band: str
    before: str
    after: str
    says: str
    moves: bool
    is_worse: bool


def rows(changes: Iterable[TableChange]) -> list[Row]:
    """The rows in their order."""
    return [_row(each) for each in changes]


def _row(each: TableChange) -> Row:
    before, after = apart(partial(_write, each.before), partial(_write, each.after))
    is_worse = each.leaves or each.goes
    return Row(each.observation, _band(each), before, after, _says(each), each.moves, is_worse)


def _write(side: Computed | None, digits: int) -> str:
    if side is None:
        return "–"
    if side.value is None:
        return _("not computed")
    unit = side.observation.unit
    return rounding.show(side.value, digits) + ("" if unit == "ratio" else f" {unit}")


def _band(each: TableChange) -> str:
    """The band; the old one before it where it is another."""
    sides = [band(side.observation) for side in (each.before, each.after) if side]
    return " → ".join(dict.fromkeys(sides))


def _says(each: TableChange) -> str:
    if each.goes:
        return _("its row is removed")
    if each.appears:
        return _("a new row, in its band") if _is_in(each) else _("a new row, outside its band")
    if each.leaves:
        return _("leaves its band")
    if each.enters:
        return _("comes into its band")
    return _("stays in its band") if _is_in(each) else _("stays outside its band")


def _is_in(each: TableChange) -> bool:
    return bool(each.after and each.after.passed)
