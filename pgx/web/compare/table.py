"""What a comparison is a table of: a row a quantity, a cell a side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from pgx.web.charts.drawing import Text, percent
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis


@dataclass(frozen=True)
class Cell:
    """What one side says: a text, what stands beside it, and where its ratio lies.

    `status` is of a genotype; empty for everything else. `at` is in percent of the axis.
    An `interval` alone makes no difference: it says how sure the text is. `letter` is the side's.
    """

    text: str
    beside: str = ""
    interval: str = ""
    status: str = ""
    ratio: float | None = None
    at: str = ""
    letter: str = ""

    @property
    def shown(self) -> tuple[str, str, str]:
        """What decides whether sides differ: as a reader sees it."""
        return self.text, self.beside, self.status


NONE = Cell("–")


@dataclass(frozen=True)
class Row:
    """A quantity of every side, in the order of the sides; `one` is where the reference stands."""

    name: Text
    cells: tuple[Cell, ...]
    note: str = ""
    one: str = ""

    @property
    def differs(self) -> bool:
        """Whether a reader sees a difference."""
        return len({cell.shown for cell in self.cells}) > 1


@dataclass(frozen=True)
class Group:
    """Rows under one heading, of one layer; `only` leaves out those that are the same."""

    key: str
    title: Text
    rows: tuple[Row, ...]
    layer: str = ""
    caption: str = ""

    def lettered(self, letters: Sequence[str]) -> Group:
        """The group with the letter of its side in each cell."""
        rows = (
            replace(
                row,
                cells=tuple(
                    replace(cell, letter=letter)
                    for cell, letter in zip(row.cells, letters, strict=True)
                ),
            )
            for row in self.rows
        )
        return replace(self, rows=tuple(rows))

    @property
    def same(self) -> int:
        """How many rows are the same on every side."""
        return sum(not row.differs for row in self.rows)

    def of_differences(self) -> Group:
        """The group without its equal rows."""
        return replace(self, rows=tuple(row for row in self.rows if row.differs))

    @property
    def finding(self) -> str:
        """How many of its rows differ, in words."""
        if not self.same:
            return _("Every row differs.")
        if self.same == len(self.rows):
            return _("Nothing differs.")
        text = _("%(count)s of %(all)s rows differ.")
        return text % {"count": len(self.rows) - self.same, "all": len(self.rows)}


def by_name(
    sides: Sequence[Sequence[tuple[str, Cell]]], missing: Cell = NONE
) -> Iterable[tuple[str, tuple[Cell, ...]]]:
    """Cells that each side gives under names, as rows: every name that any side has."""
    found = [dict(side) for side in sides]
    for name in dict.fromkeys(name for side in sides for name, _cell in side):
        yield name, tuple(side.get(name, missing) for side in found)


def on_one_axis(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with their ratios placed on a log axis that all of them share."""
    rows = list(rows)
    axis = ratio_axis(cell.ratio for row in rows for cell in row.cells if cell.ratio)
    return tuple(_placed(axis, row) for row in rows)


def _placed(axis: RatioAxis, row: Row) -> Row:
    def at(ratio: float | None) -> str:
        return percent(100 * axis.share(ratio)) if ratio else ""

    cells = tuple(replace(cell, at=at(cell.ratio)) for cell in row.cells)
    return replace(row, cells=cells, one=at(1.0))
