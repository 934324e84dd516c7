"""One SVG picture that stands alone: a title that states a finding, panels, a notice.

The pages' charts lean on the page for style and width; a picture in a document cannot. The
colors are those of the site's tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from pgx.notice import NOTICE_SHORT

WIDTH = 800
FOOT = 34
TOKENS = Path(__file__).parent.parent / "static" / "web" / "tokens.css"
CHARS_A_LINE = 84  # of a title
LINE = 25
Point = tuple[float, float]

STYLE = """
text{font:13px "Public Sans","Helvetica Neue",Arial,"Liberation Sans",sans-serif;fill:var(--ink2)}
.title{font:19px Newsreader,Georgia,"Liberation Serif",serif;fill:var(--ink)}
.small{font-size:12px;fill:var(--ink3)}
.strong{font-weight:600;fill:var(--ink)}
.person{fill:var(--person);font-weight:600} .reference{fill:var(--ref);font-weight:600}
.published{font:italic 14px Newsreader,Georgia,"Liberation Serif",serif;fill:var(--guide)}
.end{text-anchor:end} .middle{text-anchor:middle}
.halo{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
line,path,polyline{fill:none} .grid{stroke:var(--line)} .axis{stroke:var(--ink3)}
.one{stroke:var(--refline);stroke-width:5}
.ref-line{stroke:var(--refline);stroke-width:4;stroke-linejoin:round}
.thin{stroke:var(--ref);stroke-width:2;stroke-linejoin:round}
.dash{stroke:var(--ref);stroke-width:2;stroke-dasharray:7 4}
.dot{stroke:var(--ref);stroke-width:2;stroke-dasharray:1 5;stroke-linecap:round}
.person-line{stroke:var(--person);stroke-width:2;stroke-linejoin:round}
.person-dash{stroke:var(--person);stroke-width:2;stroke-dasharray:6 4}
.person-pale{stroke:var(--person);stroke-width:9;opacity:.2}
.leader{stroke:var(--edge);stroke-width:1}
.mark-published{fill:var(--guide);stroke:var(--paper);stroke-width:1.5}
.mark-recalled{fill:var(--paper);stroke:var(--guide);stroke-width:1.5;stroke-dasharray:2.5 1.8}
.mark-ref{fill:var(--paper);stroke:var(--ref);stroke-width:2}
.mark-person{fill:var(--paper);stroke:var(--person);stroke-width:2}
.mark-person-full{fill:var(--person);stroke:var(--paper);stroke-width:1.5}
.bar{fill:url(#hatch);stroke:var(--person);stroke-width:1.5}
.h{stroke:var(--person);stroke-width:1.2}
"""


def colors() -> dict[str, str]:
    """The tokens of the light theme, by name."""
    light = TOKENS.read_text().partition("}")[0]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", light))


def number(value: float) -> str:
    """A coordinate: one decimal and a dot."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


class Canvas:
    """Elements in the order of drawing; `svg` closes the picture.

    `top` is where panels may begin, `body` how much room they have.
    """

    def __init__(self, title: str, says: str, body: float) -> None:
        self.title, self.says = title, says
        lines = wrap(title, CHARS_A_LINE)
        self.top = 34 + len(lines) * LINE + 8
        self.height = self.top + body + FOOT
        self._parts: list[str] = []
        self._head(lines)

    def _head(self, lines: Sequence[str]) -> None:
        """The margin rule of what is modelled, the finding, what is shown, the notice."""
        height = number(self.height - 32)
        self.add(f'<rect x="14" y="16" width="5" height="{height}" fill="url(#rule)"/>')
        for place, line in enumerate(lines):
            self.text(32, 34 + place * LINE, line, "title")
        self.text(32, self.top - 12, self.says, "small")
        self.text(WIDTH - 16, self.height - 14, str(NOTICE_SHORT), "small end")

    def add(self, element: str) -> None:
        """Append an element."""
        self._parts.append(element)

    def text(self, x: float, y: float, text: str, css: str = "") -> None:
        """A text at a point."""
        self.add(f'<text x="{number(x)}" y="{number(y)}" class="{css}">{escape(text)}</text>')

    def line(self, start: Point, end: Point, css: str) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self.add(f'<line {ends} class="{css}"/>')

    def curve(self, points: Iterable[Point], css: str) -> None:
        """A line through points."""
        path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.add(f'<polyline points="{path}" class="{css}"/>')

    def mark(self, at: Point, css: str, radius: float = 5) -> None:
        """A round mark."""
        x, y = at
        place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
        self.add(f'<circle {place} class="{css}"/>')

    def bar(self, left: float, right: float, y: float, height: float) -> None:
        """A hatched bar between two places."""
        start, width = min(left, right), max(abs(right - left), 1)
        place = f'x="{number(start)}" y="{number(y)}" width="{number(width)}"'
        self.add(f'<rect {place} height="{number(height)}" class="bar"/>')

    def svg(self) -> str:
        """The whole picture."""
        style = re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: PALETTE[found[1]], STYLE.strip())
        body = "\n".join(self._parts)
        body = re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: PALETTE[found[1]], body)
        size = f'width="{WIDTH}" height="{number(self.height)}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {WIDTH} {number(self.height)}" role="img" '
            f'aria-label="{escape(self.title + " " + self.says)}">\n<style>{style}</style>\n'
            f"{_hatch('hatch', 'person')}{_hatch('rule', 'pencil')}"
            f'<rect width="100%" height="100%" fill="{PALETTE["paper"]}"/>\n{body}\n</svg>\n'
        )


def _hatch(name: str, color: str) -> str:
    return (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V5" stroke="{PALETTE[color]}" '
        f'stroke-width="1.4"/></pattern>\n'
    )


def wrap(text: str, most: int) -> list[str]:
    """A text in lines of at most so many characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def apart(wanted: Sequence[float], gap: float, lowest: float) -> list[float]:
    """Places of labels, at least `gap` from one another and none below `lowest`."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    placed = [0.0] * len(wanted)
    last = float("-inf")
    for place in order:
        last = placed[place] = max(wanted[place], last + gap)
    limit = lowest
    for place in reversed(order):
        limit = placed[place] = min(placed[place], limit)
        limit -= gap
    return placed


PALETTE = colors()
