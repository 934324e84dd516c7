"""Intervals of the relative response: by sensitivities, and by draws."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pgx.rounding import ratio
from pgx.science import chain, uncertainty
from pgx.science.quantities.algebra import SEED, intervals, spread_of
from pgx.science.quantities.base import changes, rows
from pgx.web.figures.canvas import WIDTH, Canvas
from pgx.web.figures.material import Material
from pgx.web.figures.panel import Axis
from pgx.web.figures.waterfall import LEFT, WORDS, ratio_grid, says

STEP, ALL = 36.0, "everything together"
DRAWS = 4000


@dataclass(frozen=True)
class Both:
    """A relative response with its interval by both methods."""

    name: str
    point: float
    delta: tuple[float, float]
    drawn: tuple[float, float]


def figure(material: Material) -> str:
    """Each change alone and all together, on a log axis with 1 marked."""
    every = [_both(material, name, person) for name, person in _cases(material)]
    words = says(material, material.example) + " 95 % intervals of the mean."
    canvas = Canvas(_title(every), words, 34 + STEP * (len(every) + 1) + 26)
    top = canvas.top + 34
    bottom = top + STEP * (len(every) + 1) - 14
    axis = Axis(0.38, 1.7, LEFT, WIDTH - 110, (0.4, 0.5, 0.7, 1.0, 1.4), log=True)
    ratio_grid(canvas, axis, top - 20, bottom)
    for place, each in enumerate(every):
        _forest(canvas, axis, each, top + STEP * place)
    _people(canvas, axis, material, top + STEP * len(every))
    _name_methods(canvas, axis, top)
    return canvas.svg()


def _title(every: list[Both]) -> str:
    clear = sum(not low < 1 < high for low, high in (each.delta for each in every))
    last = every[-1]
    return (
        f"All together {ratio(last.point)}, between {ratio(last.delta[0])} and "
        f"{ratio(last.delta[1])}; {len(every) - clear} of {len(every)} intervals hold 1."
    )


def _cases(material: Material) -> list[tuple[str, str]]:
    """Each change of the example's person alone, then everything together."""
    person = material.example.people[0]
    alone = [(_name(*each), "=".join(each)) for each in changes(person)]
    return [*alone, (ALL, person)]


def _name(name: str, value: str) -> str:
    said = WORDS.get((name, value))
    return f"{name} {said or value.removesuffix(' Metabolizer').lower()}"


def _both(material: Material, name: str, person: str) -> Both:
    setup, row = material.setup, replace(material.example, people=(person,))
    subject, known = rows(setup, row.drugs, [row.dose_mg], [person]), spread_of(setup, row)
    ends = material.of_people(row.drugs[0], row.dose_mg, [person, ""], ("R_at",))["R_at"][:, -1]
    found = intervals(setup, subject, known)["R_at"]
    drawn = uncertainty.monte_carlo(setup, subject, known, DRAWS, SEED)
    low, high = (float(x[0, -1] / ends[1]) for x in (found.low, found.high))
    return Both(name, float(ends[0] / ends[1]), (low, high), (drawn.low, drawn.high))


def _forest(canvas: Canvas, axis: Axis, each: Both, y: float) -> None:
    canvas.text(LEFT - 18, y + 4.5, each.name, "strong end")
    for (low, high), css, down in ((each.delta, "person-line", -4), (each.drawn, "person-dash", 4)):
        canvas.line((axis(low), y + down), (axis(high), y + down), css)
    canvas.mark((axis(each.point), y - 4), "mark-person")
    canvas.text(max(axis(each.delta[1]), axis(1)) + 14, y + 4.5, ratio(each.point), "person halo")


def _people(canvas: Canvas, axis: Axis, material: Material, y: float) -> None:
    """Where the middle 95 % of people of one genotype end, by their levels alone."""
    setup, row = material.setup, material.example
    subjects = rows(setup, row.drugs, [row.dose_mg], ["", "", ""])
    width = uncertainty.Z * setup.knowledge.parameters.sd_people
    subjects.genetics.ratios[:] *= np.exp(np.array([[-width], [0], [width]]))
    low, usual, high = chain.simulate(setup, subjects, ("R_at",))["R_at"][:, -1]
    canvas.text(LEFT - 18, y + 4.5, "people of one genotype", "strong end")
    canvas.line((axis(low / usual), y), (axis(high / usual), y), "person-pale")
    canvas.text(axis(high / usual) + 14, y + 4.5, "by levels alone, not a mean", "small halo")


def _name_methods(canvas: Canvas, axis: Axis, top: float) -> None:
    """What the two lines are, beside the first row."""
    x = axis.end + 4
    canvas.line((x, top - 6), (x + 22, top - 6), "person-line")
    canvas.text(x + 28, top - 2, "sensitivities", "small")
    canvas.line((x, top + 12), (x + 22, top + 12), "person-dash")
    canvas.text(x + 28, top + 16, "draws", "small")
