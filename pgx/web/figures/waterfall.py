"""One person beside the reference patient: the contributions as a waterfall."""

from __future__ import annotations

import math

from pgx.rounding import ratio
from pgx.science.knowledge import Observation
from pgx.science.quantities.algebra import contributions_of
from pgx.science.quantities.base import changes, rows
from pgx.web.figures.canvas import WIDTH, Canvas
from pgx.web.figures.material import Material
from pgx.web.figures.panel import Axis

LEFT = 232.0
CLEAR_OF_ONE = 60
UNSEEN = ": it moves plasticity in the model, and people do not show it."


def figure(material: Material) -> str:
    """A waterfall from the reference to the person, on a log axis."""
    row = material.example
    subject = rows(material.setup, row.drugs, [row.dose_mg], row.people)
    found = contributions_of(material.setup, subject)
    parts = {name: float(part[0]) for name, part in found.groups.items()}
    total = float(found.total[0])
    most = min(parts, key=lambda name: parts[name])
    modifier = material.knowledge.modifiers.get(most)
    unseen = modifier is not None and modifier.lambda_symptoms.value == 0
    title = (
        f"The parts multiply to {ratio(math.exp(total))} exactly. The largest is {most}"
        f"{UNSEEN if unseen else '.'}"
    )
    step = 44.0
    canvas = Canvas(title, says(material, row), 14 + step * (len(parts) + 1) + 26)
    top = canvas.top + 14
    bottom = top + step * (len(parts) + 1)
    axis = Axis(0.65, 1.08, LEFT, WIDTH - 110, (0.7, 0.8, 0.9, 1.0), log=True)
    ratio_grid(canvas, axis, top - 8, bottom)
    at = 0.0
    for place, (name, part) in enumerate(parts.items()):
        _fall(canvas, axis, (at, at + part), top + place * step, name, _has(row, name))
        at += part
        x, y = axis(math.exp(at)), top + place * step
        canvas.line((x, y + 24), (x, y + step + 4), "leader")
    _fall(canvas, axis, (0.0, total), top + len(parts) * step, "resilience, day 84", "all together")
    return canvas.svg()


def _fall(
    canvas: Canvas, axis: Axis, logs: tuple[float, float], y: float, name: str, what: str
) -> None:
    start, end = (axis(math.exp(x)) for x in logs)
    canvas.text(LEFT - 18, y + 12, name, "strong end")
    canvas.text(LEFT - 18, y + 28, what, "small end")
    canvas.bar(start, end, y + 4, 20)
    words, right = ratio(math.exp(logs[1] - logs[0])), max(start, end)
    if CLEAR_OF_ONE > axis(1) - right > 1:  # the text would stand on the reference
        canvas.text(min(start, end) - 8, y + 19, words, "person end halo")
    else:
        canvas.text(right + 8, y + 19, words, "person halo")


def _has(row: Observation, group: str) -> str:
    """What the person has, in the words of the row."""
    for name, value in changes(row.people[0]):
        if name == group:
            return WORDS.get((name, value), f"{name} {value}")
        if group == "CYP exposure" and name.startswith("CYP"):
            return f"{name} {value.removesuffix(' Metabolizer').lower()}"
    return "as reference"


WORDS = {
    ("SLC6A4", "2"): "S'/S'",
    ("HTR1A", "2"): "rs6295 G/G",
    ("HTR4", "1"): "rs1345697 G/G",
    ("BDNF", "1"): "Val/Met",
    ("BDNF", "2"): "Met/Met",
    ("ABCB1", "1"): "rs2032583, one C",
}


def says(material: Material, row: Observation) -> str:
    """What is shown of the example's person."""
    drug, horizon = material.knowledge.drugs[row.drugs[0]], material.knowledge.parameters.horizon
    return (
        f"{drug.name} {row.dose_mg:g} mg a day. Modelled resilience on day {horizon:g} over the "
        "reference patient's."
    )


def ratio_grid(canvas: Canvas, axis: Axis, top: float, bottom: float) -> None:
    """Marks of a ratio on a log axis; the reference at 1 is broad."""
    for tick in axis.ticks:
        canvas.line((axis(tick), top), (axis(tick), bottom), "one" if tick == 1 else "grid")
        words = "×1, reference" if tick == 1 else f"×{tick:g}"
        canvas.text(axis(tick), bottom + 19, words, "small middle")
