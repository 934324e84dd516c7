"""Occupancy against the daily dose: the model's curve, and what PET saw, one drug a picture."""

from __future__ import annotations

from collections.abc import Sequence

from pgx.rounding import show
from pgx.web.charts.course_plot import points_of
from pgx.web.charts.drawing import Box, Curve, Drawing, Label, Line, Mark, number, percent

BOX = Box(20.0, 94.0, 10.0, 112.0, marks=2)
SHARES = (0, 50, 100)  # per cent of the transporter


def dose_plot(
    doses: Sequence[float],
    occupied: Sequence[float],
    seen: Sequence[tuple[float, float, bool]],
) -> Drawing:
    """Draw a curve from 0 to 100 %, and points: dose, per cent, and whether the text was seen."""
    lines, labels = _axes(max(dose for dose, _, _ in seen), doses[-1])
    marks = [
        Mark(
            percent(_x(dose, doses[-1])),
            number(_y(value)),
            "ink-full" if is_sure else "ink-open ink-dashed",
            "4.5",
        )
        for dose, value, is_sure in seen
    ]
    curve = Curve(points_of(doses, occupied, SHARES), "ref-core")
    return Drawing(
        number(BOX.bottom + 26), lines, labels, marks=tuple(marks), curves=(curve,), plot=BOX
    )


def _axes(highest: float, end: float) -> tuple[tuple[Line, ...], tuple[Label, ...]]:
    lines, labels = [], []
    for tick in SHARES:
        css = "grid" if tick else "axis"
        lines.append(Line(BOX.x, number(_y(tick)), percent(BOX.right), number(_y(tick)), css))
        labels.append(Label(BOX.x, number(_y(tick) + 4.5), str(tick), "t-ax", "end", "-7"))
    for dose, text in ((0.0, "0"), (highest, f"{show(highest)} mg")):
        x, y = percent(_x(dose, end)), number(BOX.bottom + 20)
        labels.append(Label(x, y, text, "t-ax", "middle"))
    return tuple(lines), tuple(labels)


def _x(dose: float, end: float) -> float:
    return BOX.left + (BOX.right - BOX.left) * dose / end


def _y(share: float) -> float:
    return BOX.bottom - share / SHARES[-1] * (BOX.bottom - BOX.top)
