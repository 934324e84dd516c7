"""Occupancy against dose, with what PET saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from pgx.rounding import show
from pgx.science.knowledge import Drug
from pgx.science.quantities.occupancies import key
from pgx.web.figures.canvas import WIDTH, Canvas, wrap
from pgx.web.figures.material import Material
from pgx.web.figures.panel import Axis, Panel, Series

TARGETS = ("SERT", "NET")
SEEN = ("observation", "occupancy")  # not after a single dose, and not read off a fit
COLUMNS, SIDE, GAP, TALL, STEP = 4, 74.0, 24.0, 108.0, 172.0
ROOM = 1.12  # the axis goes a little beyond the highest dose that was seen
HONEST = (
    "Brain entry of each drug was solved on one occupancy: a curve through a lone point is no "
    "evidence. Of clomipramine and fluvoxamine that point is a single dose."
)
SAYS = "Occupied share of the transporter against the daily dose; reference patient, steady state."
SAID = "citalopram"  # the drug that the title speaks of


class Point(NamedTuple):
    """What PET saw: the dose in mg, the occupied per cent, how sure, and its row."""

    dose: float
    value: float
    confidence: str
    row: str


@dataclass(frozen=True)
class Seen:
    """One drug at one target, and what PET saw there."""

    name: str
    drug: str
    target: str
    points: Sequence[Point]


def seen(drugs: Mapping[str, Drug], rows: Iterable[Mapping[str, Any]]) -> list[Seen]:
    """The PET observations of transporters at a dose, by drug and target, from A to Z."""
    found: dict[tuple[str, str], list[Point]] = {}
    for row in rows:
        drug, dose, target = row["drug"].split(" (")[0], row["dose_mg"], row["target"]
        at_steady = (row["record"], row["quantity"]) == SEEN and target in TARGETS
        if at_steady and drug in drugs and _is_dose(dose):
            name = f"occupancies/{row['occupancy']}"
            point = Point(float(dose), row["value"], row["confidence"], name)
            found.setdefault((drug, target), []).append(point)
    order = sorted(found, key=lambda place: (place[0], TARGETS.index(place[1])))
    return [Seen(drugs[drug].name, drug, at, found[drug, at]) for drug, at in order]


def _seen(material: Material) -> list[Seen]:
    rows = material.content.rows["occupancies"]
    return seen(material.knowledge.drugs, (row.model_dump() for row in rows))


def _is_dose(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False


def figure(material: Material) -> str:
    """Small multiples, one a drug and target, with one upright axis."""
    every = _seen(material)
    lines = -(-len(every) // COLUMNS)
    canvas = Canvas(_title(material), SAYS, lines * STEP)
    width = (WIDTH - SIDE - 24 - GAP * (COLUMNS - 1)) / COLUMNS
    for place, each in enumerate(every):
        row, column = divmod(place, COLUMNS)
        left, top = SIDE + column * (width + GAP), canvas.top + 30 + row * STEP
        _panel(canvas, material, each, (left, left + width), top, first=column == 0)
    row, column = divmod(len(every), COLUMNS)
    _words(canvas, SIDE + column * (width + GAP), canvas.top + 34 + row * STEP)
    return canvas.svg()


def _title(material: Material) -> str:
    drug = material.knowledge.drugs[SAID]
    own = next(each for each in _seen(material) if each.drug == SAID)
    doses = drug.value("reference_dose"), max(dose for dose, *_ in own.points)
    first, last = (show(100 * x, 2) for x in material.of_doses(SAID, doses, key("SERT")))
    return (
        f"The curves bend: {drug.name.lower()} {doses[0]:g} mg occupies {first} % of SERT, "
        f"{doses[1]:g} mg {last} %."
    )


def _panel(
    canvas: Canvas, material: Material, each: Seen, across: tuple[float, float], top: float,
    first: bool,
) -> None:  # fmt: skip
    highest = max(dose for dose, *_ in each.points)
    x = Axis(0, highest * ROOM, *across, (0, highest))
    panel = Panel(canvas, x, Axis(0, 100, top + TALL, top, (0, 50, 100)))
    panel.grid(" %", labels=first)
    panel.head(f"{each.name}, {each.target}")
    panel.below(["0", f"{highest:g} mg"])
    doses = np.linspace(0, highest * ROOM, 61)
    occupied = 100 * material.of_doses(each.drug, doses.tolist(), key(each.target))
    panel.line(Series(doses.tolist(), occupied.tolist(), "ref-line", ""))
    for dose, value, confidence, _row in each.points:
        css = "mark-published" if confidence == "verified" else "mark-recalled"
        canvas.mark(panel.at(dose, value), css, 4.5)


def _words(canvas: Canvas, x: float, y: float) -> None:
    """What the marks are, and what a curve through one of them means."""
    canvas.mark((x + 6, y - 4), "mark-published", 4.5)
    canvas.text(x + 20, y, "PET, text seen", "published")
    canvas.mark((x + 146, y - 4), "mark-recalled", 4.5)
    canvas.text(x + 160, y, "PET, recalled", "published")
    canvas.line((x, y + 20), (x + 28, y + 20), "ref-line")
    canvas.text(x + 36, y + 24.5, "model", "reference")
    for place, line in enumerate(wrap(HONEST, 56)):
        canvas.text(x, y + 54 + 18 * place, line, "note")
