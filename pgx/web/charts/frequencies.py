"""How common an allele is in groups of samples: a dot a group, all on one axis from 0 to 100 %.

The order of the groups is the caller's; no group has a color or a rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Bar, Drawing, Label, Line, Mark, number, percent

HEIGHT = 30.0
MIDDLE = "50%"  # the row of the table sets the height
AXIS = 22.0
EDGE = 3.0  # percent at each side of the axis
TICKS = (0.0, 0.5, 1.0)
RARE = 0.001  # below this, one digit


@dataclass(frozen=True)
class Share:
    """The share of chromosomes with an allele; `high` where the source gives a range."""

    name: str
    low: float
    high: float | None = None
    is_sure: bool = True

    @property
    def text(self) -> str:
        """The share in percent, without the sign."""
        if self.high is None:
            return _rounded(self.low)
        ends = {"low": _rounded(self.low), "high": _rounded(self.high)}
        return _("%(low)s to %(high)s") % ends


@dataclass(frozen=True)
class Frequencies:
    """The drawings of the groups in their order, the axis, and all of it as a sentence."""

    drawings: tuple[Drawing, ...]
    axis: Drawing
    sentence: str


def frequencies(allele: str, shares: Sequence[Share]) -> Frequencies:
    """Draw the shares of one allele."""
    told = "; ".join(f"{share.name} {share.text} %" for share in shares)
    sentence = _("Share of chromosomes with %(allele)s: %(told)s.") % {
        "allele": allele,
        "told": told,
    }
    return Frequencies(tuple(map(_draw, shares)), _axis(), sentence)


def _rounded(share: float) -> str:
    return rounding.show(100 * share, 2 if share >= RARE else 1)


def _x(share: float) -> float:
    return EDGE + (100 - 2 * EDGE) * share


def _draw(share: Share) -> Drawing:
    lines = [Line(percent(_x(0)), MIDDLE, percent(_x(1)), MIDDLE, "grid")]
    lines += [Line(percent(_x(tick)), "0", percent(_x(tick)), "100%", "grid") for tick in TICKS]
    css = "fq" if share.is_sure else "fq-recalled"
    if share.high is None:
        mark = Mark(percent(_x(share.low)), MIDDLE, css, "4.5")
        return Drawing(number(HEIGHT), tuple(lines), (), marks=(mark,))
    width = percent(_x(share.high) - _x(share.low))
    bar = Bar(percent(_x(share.low)), "30%", width, "40%", f"{css}-range")
    return Drawing(number(HEIGHT), tuple(lines), (), bars=(bar,))


def _axis() -> Drawing:
    labels = [
        Label(percent(_x(tick)), "15", f"{rounding.show(100 * tick)} %", "t-ax", "middle")
        for tick in TICKS
    ]
    return Drawing(number(AXIS), (), tuple(labels))
