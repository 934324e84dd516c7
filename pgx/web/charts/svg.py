"""A drawing as SVG text: by far the most of a page, and too slow as a template."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

from pgx.web.charts.drawing import Bar, Curve, Drawing, Label, Line, Mark, Strip, Text, number


def svg(drawing: Drawing, css: str, sentence: Text) -> SafeString:
    """One picture of a chart. Its sentence is the accessible name; the numbers are in a table.

    Coordinates and classes are our own; words are escaped.
    """
    inside, name = "\n".join(_parts(drawing)), escape(str(sentence))
    if drawing.above:
        inside = f'<g transform="translate(0 {number(drawing.above)})">{inside}</g>'
    # The parts of an image are nothing to a screen reader, so links need a group.
    role = "group" if any(label.href for label in drawing.labels) else "img"
    return mark_safe(  # noqa: S308 - every word in it is escaped
        f'<svg class="{css}" height="{_height(drawing)}" role="{role}" aria-label="{name}">'
        f"\n{inside}\n</svg>"
    )


def _height(drawing: Drawing) -> str:
    return number(float(drawing.height) + drawing.above)


def _parts(drawing: Drawing) -> Iterator[str]:
    """What lies below first."""
    yield from map(_strip, drawing.strips)
    yield from map(_bar, drawing.bars)
    yield from map(_line, drawing.lines)
    yield from _curves(drawing)
    yield from map(_mark, drawing.marks)
    yield from map(_label, drawing.labels)


def _strip(strip: Strip) -> str:
    look = 'class="strip-pub"' if strip.layer == "published" else 'fill="url(#hatch)"'
    return f"<rect {_box(strip)} {look}/>"


def _bar(bar: Bar) -> str:
    hatch = ' fill="url(#hatch-person)"' if bar.css == "part" else ""
    return f'<rect {_box(bar)} class="{bar.css}"{hatch}/>'


def _box(box: Bar | Strip) -> str:
    return f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'


def _line(line: Line) -> str:
    return f'<line x1="{line.x1}" y1="{line.y1}" x2="{line.x2}" y2="{line.y2}" class="{line.css}"/>'


def _curves(drawing: Drawing) -> Iterator[str]:
    """The curves stand in an inner drawing, which stretches."""
    box = drawing.plot
    if box:
        yield (
            f'<svg x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" '
            'viewBox="0 0 100 100" preserveAspectRatio="none" overflow="visible">'
        )
        yield from map(_curve, drawing.curves)
        yield "</svg>"


def _curve(curve: Curve) -> str:
    if curve.css == "band":
        return f'<polygon points="{curve.points}" class="band"/>'
    look = f'class="{curve.css}" vector-effect="non-scaling-stroke"'
    return f'<polyline points="{curve.points}" {look}/>'


def _mark(mark: Mark) -> str:
    if mark.square:
        inside = f'<rect x="-5.5" y="-5.5" width="11" height="11" class="{mark.css}"/>'
        place = f'x="{mark.x}" y="{mark.y}" width="1" height="1" overflow="visible"'
        return f"<svg {place}>{inside}</svg>"
    return f'<circle cx="{mark.x}" cy="{mark.y}" r="{mark.radius}" class="{mark.css}"/>'


def _label(label: Label) -> str:
    css = f' class="{label.css}"' if label.css else ""
    place = f'x="{label.x}" y="{label.y}" dx="{label.dx}" text-anchor="{label.anchor}"'
    text = f"<text {place}{css}>{escape(str(label.text))}</text>"
    return f'<a href="{escape(label.href)}">{text}</a>' if label.href else text
