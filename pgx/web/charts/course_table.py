"""The numbers of a course as rows of a table: too many cells for a template."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pgx.web.charts.course import CourseChart, Row


def as_rows(chart: CourseChart) -> SafeString:
    """A row a week; this person's number first, where the course is a person's."""
    lines = "\n".join(_row(chart, row) for row in chart.rows)
    return mark_safe(lines)  # noqa: S308 - every word in it is escaped


def _row(chart: CourseChart, row: Row) -> str:
    cells = [_cell(value) for value in row.values]
    if chart.is_of_person:
        cells[0] = _cell(row.values[0], " me")
    if chart.has_band:
        cells.append(_cell(row.interval))
    head = f'<th scope="row">{escape(row.week)}</th>'
    return f'<tr data-day="{escape(row.day)}">{head}{"".join(cells)}</tr>'


def _cell(value: str, css: str = "") -> str:
    return f'<td class="num{css}">{escape(value)}</td>'
