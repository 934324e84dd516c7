"""The parts of a whole effect on a log axis of ratios, one under another, and their sum."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Bar, Drawing, Label, Line, Mark, Text, number, percent
from pgx.web.charts.ratio_axis import RatioAxis, ratio_axis


@dataclass(frozen=True)
class Part:
    """One part as a factor; None where no genotype was read and the reference stands in."""

    name: Text
    note: Text
    factor: float | None


@dataclass(frozen=True)
class Form:
    """Where things stand: percent across, pixels down; `over`: names stand over their bar."""

    left: float
    right: float
    row: float
    bar: float
    over: bool = False

    def middle(self, index: int) -> float:
        """The height of a row's bar."""
        return self.row * index + (self.row - self.bar / 2 - 6 if self.over else self.row / 2)


@dataclass(frozen=True)
class Frame:
    """A form with its axis."""

    form: Form
    axis: RatioAxis

    def x(self, ratio: float) -> float:
        """Where a ratio stands, in percent."""
        return self.form.left + self.axis.share(ratio) * (self.form.right - self.form.left)


@dataclass(frozen=True)
class Waterfall:
    """The parts and their whole, ready for `{% waterfall chart %}`."""

    sentence: str
    wide: Drawing
    narrow: Drawing


WIDE = Form(27.0, 82.0, 42.0, 18.0)
NARROW = Form(3.0, 97.0, 58.0, 16.0, over=True)
THIN = 0.25  # percent: a part that is nothing is still seen


def waterfall(
    parts: Sequence[Part], total: float, interval: tuple[float, float] | None = None
) -> Waterfall:
    """Draw factors from 1 to their product; `interval` is that of the product."""
    steps = _steps(parts)
    ends = [end for end in interval or () if end > 0]
    axis = ratio_axis([*steps, total, *ends])
    frames = [Frame(form, axis) for form in (WIDE, NARROW)]
    drawings = [_draw(frame, parts, steps, ends) for frame in frames]
    return Waterfall(_sentence(parts, total), *drawings)


def _steps(parts: Sequence[Part]) -> list[float]:
    """The product before the first part, and after each."""
    steps = [1.0]
    for part in parts:
        steps.append(steps[-1] * (part.factor or 1.0))
    return steps


def _draw(
    frame: Frame, parts: Sequence[Part], steps: Sequence[float], ends: Sequence[float]
) -> Drawing:
    form, bottom = frame.form, frame.form.row * (len(parts) + 1)
    lines, labels = _axis(frame, bottom)
    bars = []
    for index, part in enumerate(parts):
        labels += _names(form, form.row * index, part.name, part.note, _value(part))
        if part.factor is not None:
            bars.append(_bar(frame, index, steps))
        lines += _drops(frame, index, part, steps[index + 1])
    labels += _names(form, form.row * len(parts), _("Together"), "", rounding.ratio(steps[-1]))
    lines.append(Line("0", number(bottom - form.row), "100%", number(bottom - form.row), "axis"))
    middle = form.middle(len(parts))
    bars += _interval(frame, middle, ends)
    mark = Mark(percent(frame.x(steps[-1])), number(middle), "pt pt-mod", "5.5")
    height = number(bottom + 26)
    return Drawing(height, tuple(lines), tuple(labels), marks=(mark,), bars=tuple(bars))


def _bar(frame: Frame, index: int, steps: Sequence[float]) -> Bar:
    ends = sorted(frame.x(step) for step in steps[index : index + 2])
    top, width = frame.form.middle(index) - frame.form.bar / 2, max(ends[1] - ends[0], THIN)
    return Bar(percent(ends[0]), number(top), percent(width), number(frame.form.bar), "part")


def _drops(frame: Frame, index: int, part: Part, end: float) -> list[Line]:
    """From a part down to the next; a dotted thread where nothing was read."""
    form, x = frame.form, frame.x(end)
    half, middle, below = form.bar / 2, form.middle(index), form.middle(index + 1)
    lines = [_upright(x, middle + half, below - half, "step")]
    if part.factor is None:
        lines.append(_upright(x, middle - half, middle + half, "thread"))
    return lines


def _interval(frame: Frame, middle: float, ends: Sequence[float]) -> list[Bar]:
    """The interval of the product, where it has any width."""
    if len(ends) < len(("low", "high")) or ends[0] == ends[1]:
        return []
    low, high = map(frame.x, ends)
    return [Bar(percent(low), number(middle - 6), percent(high - low), "12", "iv-bar")]


def _upright(x: float, top: float, bottom: float, css: str) -> Line:
    return Line(percent(x), number(top), percent(x), number(bottom), css)


def _axis(frame: Frame, bottom: float) -> tuple[list[Line], list[Label]]:
    lines, labels = [], []
    for tick in sorted(frame.axis.ticks, key=lambda tick: tick == 1):
        x = frame.x(tick)
        lines.append(_upright(x, 0, bottom, "ref-core" if tick == 1 else "grid"))
        text = "×" + rounding.show(tick)
        labels.append(Label(percent(x), number(bottom + 20), text, "t-ax", "middle"))
    return lines, labels


def _names(form: Form, top: float, name: Text, note: Text, value: str) -> list[Label]:
    """What the row is, on the left, and its factor on the right."""
    css = "t-person" if name == _("Together") else "t-strong"
    if form.over:
        both = f"{name}, {note}" if note else name
        shown = Label("0", number(top + 20), both, "t-strong halo")
        return [shown, Label("100%", number(top + 20), value, f"{css} halo", "end")]
    return [
        Label("0", number(top + 18), name, "t-strong"),
        Label("0", number(top + 35), note, "t-ax"),
        Label("100%", number(top + 25), value, css, "end"),
    ]


def _value(part: Part) -> str:
    return _("reference used") if part.factor is None else rounding.ratio(part.factor)


def _sentence(parts: Sequence[Part], total: float) -> str:
    told = [f"{part.name} {_value(part)}" for part in parts]
    text = _("Parts of the modelled effect, as factors: %(parts)s; together %(total)s.")
    return text % {"parts": ", ".join(told), "total": rounding.ratio(total)}


def sum_in_words(parts: Sequence[float], total: float) -> str:
    """The logs as a sum: "+0.124 − 0.0394 = +0.0846, which is ×1.09"."""
    shown = [rounding.show(part, signed=True) for part in parts if abs(part) > rounding.NOISE]
    text = _("%(parts)s = %(total)s, which is %(ratio)s")
    return text % {
        "parts": " ".join(f"{each[0]} {each[1:]}" for each in shown).removeprefix("+ ") or "0",
        "total": rounding.show(total, signed=True),
        "ratio": rounding.ratio(math.exp(total)),
    }
