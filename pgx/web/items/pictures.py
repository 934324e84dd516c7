"""Pictures of items: a table, dots on one scale, a course, a laboratory's report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from pgx.cases.items.shown import ShownItem
from pgx.cases.pieces import plain
from pgx.cases.quantities import PERCENT
from pgx.cases.schema.item import CourseOf, Dots, Report, Row, Table
from pgx.cases.values import Value
from pgx.web.cases import curves
from pgx.web.cases.beside import beside
from pgx.web.cases.said import Said
from pgx.web.charts import CourseChart
from pgx.web.charts.course_plot import ticks_of
from pgx.web.charts.positions import MODEL, REFERENCE, Positions, as_ratios, on_scale
from pgx.web.charts.positions import Row as Line

PUBLISHED = "pt pt-pub"
TIMES = "×"
SYMPTOMS = "points_over_placebo"  # beside it stand the range and the side effects
Text = SafeString | str


@dataclass(frozen=True)
class Picture:
    """A picture: its kind, its caption, and what that kind needs."""

    kind: str
    caption: Text
    head: Sequence[Text] = ()
    rows: Sequence[tuple[Text, Sequence[Text]]] = ()
    dots: Positions | None = None
    course: CourseChart | None = None
    beside: dict[str, Any] | None = None

    @property
    def is_modelled(self) -> bool:
        """Whether an open mark stands among the dots."""
        rows = self.dots.rows if self.dots else ()
        return any(css == MODEL for row in rows for _value, css in row.marks)


def picture(of: ShownItem, said: Said) -> Picture | None:
    """The picture of an item, where it has one."""
    match of.item.picture:
        case Table() as table:
            head = [said.line(each) for each in table.head]
            return Picture("table", said.line(table.caption), head, _rows(table.rows, said))
        case Dots() as dots:
            drawn = _dots(dots, said)
            return Picture("dots", said.line(dots.caption), rows=_rows(dots.rows, said), dots=drawn)
        case CourseOf() as course:
            return _course(course, said)
        case Report() as report:
            rows = [(said.line(each), ()) for each in report.lines]
            return Picture("report", said.line(report.caption), rows=rows)
    return None


def _rows(rows: Sequence[Row], said: Said) -> list[tuple[Text, Sequence[Text]]]:
    return [(said.line(row.label), [said.value(name) for name in row.values]) for row in rows]


def _dots(dots: Dots, said: Said) -> Positions:
    """Each value on one axis: of ratios a log axis with 1 marked, else from 0 on."""
    values = [said.values[row.values[0]] for row in dots.rows]
    labels = [plain(row.label, said.values) for row in dots.rows]
    caption = plain(dots.caption, said.values)
    if all(value.text.startswith(TIMES) for value in values):
        one = ((1.0, REFERENCE),)
        return as_ratios(caption, [_line(*each, one) for each in zip(labels, values, strict=True)])
    shares = any(value.unit == "%" for value in values)
    ticks = ticks_of([value.shown_number or 0.0 for value in values] + [PERCENT] * shares)
    lines = [_line(*each) for each in zip(labels, values, strict=True)]
    return on_scale(caption, ticks[0], ticks[-1], lines)


def _line(label: str, value: Value, beside: tuple[tuple[float, str], ...] = ()) -> Line:
    """A value's row: filled where it is published, open where it is modelled."""
    css = PUBLISHED if value.row else MODEL
    return Line(label, value.text, (*beside, (value.shown_number or 0.0, css)))


def _course(course: CourseOf, said: Said) -> Picture:
    result = said.values.runs[course.run].results[0]
    [chart] = curves.of_series(result, [course.series], None)
    stands = {"result": result, **beside(result)} if course.series == SYMPTOMS else None
    return Picture("course", said.line(course.caption), course=chart, beside=stands)
