"""Checks of pictures: what is to be drawn can be drawn."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.assessments.results import SERIES
from pgx.cases.checks import Setting
from pgx.cases.checks.holding import MISSING
from pgx.cases.errors import Flaw
from pgx.cases.schema import Item
from pgx.cases.schema.item import CourseOf, Dots, Table


def can_be_drawn(item: Item, setting: Setting) -> Iterator[Flaw]:
    """The columns of a table, the scale of dots, the series of a course."""
    match item.picture:
        case Table() as table:
            yield from _columns(table)
        case Dots() as dots:
            yield from _one_scale(dots, item, setting)
        case CourseOf() as course:
            yield from _series(course, item, setting)


def _columns(table: Table) -> Iterator[Flaw]:
    for place, row in enumerate(table.rows):
        if len(row.values) != len(table.head):
            reason = f"{len(row.values)} values under {len(table.head)} heads"
            yield Flaw(("picture", "rows", place, "values"), reason)


def _one_scale(dots: Dots, item: Item, setting: Setting) -> Iterator[Flaw]:
    values, units = setting.values(item), dict[str, str]()
    for place, row in enumerate(dots.rows):
        path = ("picture", "rows", place, "values")
        if len(row.values) != 1:
            yield Flaw(path, f"{len(row.values)} values: a row of dots has one")
        try:
            found = values[row.values[0]]
        except MISSING:
            continue  # said by values_exist
        if found.number is None:
            yield Flaw(path, f"{row.values[0]} is {found.text}: no number to draw")
        units.setdefault(found.unit, row.values[0])
    if len(units) > 1:
        said = ", ".join(f"{name} in {unit or 'no unit'}" for unit, name in units.items())
        yield Flaw(("picture", "rows"), f"one scale has one unit: {said}")


def _series(course: CourseOf, item: Item, setting: Setting) -> Iterator[Flaw]:
    if course.run not in item.runs:
        yield Flaw(("picture", "run"), f"the item has no run {course.run}")
        return
    if course.series not in SERIES:
        reason = f"{course.series} is no series here; known: {', '.join(sorted(SERIES))}"
        yield Flaw(("picture", "series"), reason)
    result = setting.values(item).runs[course.run].results[0]
    if not result.course or result.is_stopped:
        yield Flaw(("picture", "run"), f"the run {course.run} has no course")
