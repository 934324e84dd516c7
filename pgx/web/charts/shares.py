"""How a class divides: a bar for each value, its count and share above it.

A bar is solid where the value is of a published rule, hatched where it is of the model, and grey
where it is only what the file holds. An empty, dashed bar is of those without a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from pgx.web.charts.drawing import Bar, Drawing, Label, Line, Strip, Text, number, percent
from pgx.web.templatetags.batches import grouped
from pgx.web.templatetags.raphe import as_percent

ROW, TEXT, TOP, HEIGHT = 38.0, 15.0, 21.0, 9.0

Kind = Literal["published", "model", "file"]


@dataclass(frozen=True)
class Part:
    """A value, how many have it, and which part of all that is."""

    name: Text
    count: int
    share: float
    is_missing: bool = False  # not tested, ambiguous, invalid


@dataclass(frozen=True)
class Shares:
    """The bars of one thing, ready for `{% shares chart %}`."""

    title: Text
    rows: tuple[Part, ...]
    sentence: str
    drawing: Drawing


def share_bars(title: Text, rows: Sequence[Part], kind: Kind) -> Shares:
    """Draw the shares of one thing."""
    told = [f"{row.name} {grouped(row.count)}, {as_percent(row.share)}" for row in rows]
    sentence = _("%(title)s: %(told)s.") % {"title": title, "told": "; ".join(told)}
    return Shares(title, tuple(rows), sentence, _draw(rows, kind))


def _draw(rows: Sequence[Part], kind: Kind) -> Drawing:
    lines, labels = [], []
    strips: list[Strip] = []
    bars: list[Bar] = []
    for place, row in enumerate(rows):
        y = ROW * place
        labels += _labels(row, y)
        base = number(y + TOP + HEIGHT + 0.5)
        lines.append(Line("0", base, "100%", base, "grid"))
        box = ("0", number(y + TOP), percent(100 * row.share), number(HEIGHT))
        if row.is_missing or kind == "file":
            bars.append(Bar(*box, "missing-bar" if row.is_missing else "file-bar"))
        else:
            strips.append(Strip(*box, kind))
    height = number(ROW * len(rows))
    return Drawing(height, tuple(lines), tuple(labels), tuple(strips), bars=tuple(bars))


def _labels(row: Part, y: float) -> list[Label]:
    at = number(y + TEXT)
    count = f"{grouped(row.count)} · {as_percent(row.share)}"
    return [Label("0", at, row.name, "t-strong"), Label("100%", at, count, "", "end")]
