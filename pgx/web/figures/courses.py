"""Twelve weeks of the reference patient: serotonin, plasticity, symptoms; one ketamine dose."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pgx.rounding import show
from pgx.science.exposure import Floats
from pgx.web.figures.canvas import WIDTH, Canvas
from pgx.web.figures.material import Material
from pgx.web.figures.model import Model
from pgx.web.figures.panel import DAYS_A_WEEK, Axis, Panel, Series, weeks

DRUG, DOSE = "citalopram", None  # at its reference dose
LEFT, NAMES, TALL = 66.0, 172.0, 250.0
STATES = {"n3": "new neurons", "p": "synapses", "s": "spines", "d": "dendrites"}


def serotonin(material: Material) -> str:
    """Tone, firing and autoreceptors on one axis; 1 is the untreated self."""
    course = material.course(DRUG, DOSE, ("S_at", "F_at", "A_at"))
    S, F, A = (course[key] for key in ("S_at", "F_at", "A_at"))
    title = (
        f"Serotonin climbs for weeks, to ×{S[-1]:.2f}: firing is cut to {F.min():.2f} and "
        f"comes back to {F[-1]:.2f} only, as autoreceptors fall to {A[-1]:.2f}."
    )
    canvas = Canvas(title, _says(material), 12 + TALL + 26)
    panel = _wide(canvas, material, _upright(canvas, 2, (0, 0.5, 1, 1.5, 2)))
    panel.grid()
    canvas.line((panel.x.start, panel.y(1)), (panel.x.end, panel.y(1)), "axis")
    canvas.text(panel.x.start + 6, panel.y(1) - 7, "untreated self", "small halo")
    panel.lines(
        [
            _series(material, S, "ref-line", f"serotonin tone ×{S[-1]:.2f}"),
            _series(material, F, "thin", f"raphe firing ×{F[-1]:.2f}"),
            _series(material, A, "dash", f"autoreceptors left {A[-1]:.2f}"),
        ]
    )
    return canvas.svg()


def plasticity(material: Material) -> str:
    """BDNF and the plasticity states of both regions, as a rise in per cent."""
    keys = ("q_at", "n3_at", *(f"{x}{r}_at" for x in "dsp" for r in "HP"))
    course = {k: 100 * np.expm1(v) for k, v in material.course(DRUG, DOSE, keys).items()}
    horizon = material.knowledge.parameters.horizon
    half = {x: half_day(material, course[f"{x}_at"]) for x in ("sH", "pH", "dH", "n3")}
    title = (
        "What is built comes late: half of the rise of week "
        f"{horizon / DAYS_A_WEEK:g} is there on day {show(half['sH'], 2)} for spines, "
        f"{show(half['n3'], 2)} for new neurons."
    )
    canvas = Canvas(title, _says(material) + " Rise over the untreated self.", TALL + 60)
    y = _upright(canvas, 50, (0, 10, 20, 30, 40, 50), 34)
    _region(Panel(canvas, Axis(0, 1, LEFT, 276, ()), y), material, course, "Hippocampus")
    _region(Panel(canvas, Axis(0, 1, 430, 622, ()), y), material, course, "Prefrontal cortex")
    return canvas.svg()


def _region(place: Panel, material: Material, course: Mapping[str, Floats], region: str) -> None:
    letter, horizon = region[0], material.knowledge.parameters.horizon
    x, words = weeks(place.x.start, place.x.end, horizon, 4)
    panel = Panel(place.canvas, x, place.y)
    panel.grid(" %", labels=letter == "H")
    panel.head(region)
    panel.below(words)
    shown = [_series(material, course["q_at"], "dot", _percent("BDNF that acts", course["q_at"]))]
    for state, name in STATES.items():
        own = f"{state}_at" if state == "n3" else f"{state}{letter}_at"
        if state != "n3" or letter == "H":
            css = "ref-line" if state == "n3" else "dash" if state == "d" else "thin"
            shown.append(_series(material, course[own], css, _percent(name, course[own])))
    panel.lines(shown)


def _percent(name: str, course: Floats) -> str:
    return f"{name} +{show(course[-1], 2)} %"


def half_day(model: Model, course: Floats) -> float:
    """The day on which half of the last value is there, in logs of the rise in per cent."""
    logs = np.log1p(course / 100)
    return float(np.interp(logs[-1] / 2, logs, model.days))


def symptoms(material: Material) -> str:
    """The symptom score with placebo apart, and the difference magnified, in its two parts."""
    keys = ("hamd", "I_pl", "points", "symptom.f_at", "symptom.R_at")
    course, p = material.course(DRUG, DOSE, keys), material.knowledge.parameters
    placebo = p.H0 * (1 - course["I_pl"])
    title = (
        f"Of {p.H0 - course['hamd'][-1]:.1f} points in twelve weeks the placebo course has "
        f"{p.H0 - placebo[-1]:.1f}, the drug {course['points'][-1]:.1f}."
    )
    canvas = Canvas(title, _says(material) + " HAM-D17 points.", TALL + 60)
    x, words = weeks(LEFT, 264, p.horizon, 4)
    score = Panel(canvas, x, _upright(canvas, 25, (0, 5, 10, 15, 20, 25), 34))
    score.grid()
    score.head("Symptom score")
    score.below(words)
    score.lines(
        [
            _series(material, placebo, "dot", f"{placebo[-1]:.1f} placebo"),
            _series(material, course["hamd"], "ref-line", f"{course['hamd'][-1]:.1f} with drug"),
        ]
    )
    _magnified(canvas, material, course)
    return canvas.svg()


def _magnified(canvas: Canvas, material: Material, course: Mapping[str, Floats]) -> None:
    p, solved = material.knowledge.parameters, material.setup.calibration
    coverage = float(solved.coverage[material.setup.drug_index(DRUG)])
    both = course["points"]
    slow = p.H0 * coverage * solved.slow * course["symptom.R_at"]
    fast = p.H0 * coverage * solved.fast * course["symptom.f_at"]
    x, words = weeks(436, 624, p.horizon, 4)
    panel = Panel(canvas, x, _upright(canvas, 2.5, (0, 0.5, 1, 1.5, 2, 2.5), 34))
    panel.grid()
    panel.head("The difference, magnified")
    panel.below(words)
    panel.lines(
        [
            _series(material, both, "ref-line", f"{both[-1]:.2f} both parts"),
            _series(material, slow, "thin", f"{slow[-1]:.2f} by plasticity"),
            _series(material, fast, "dash", f"{fast[-1]:.2f} by affective bias"),
        ]
    )


def ketamine(material: Material) -> str:
    """One dose: a jump that fades, in its two parts."""
    days = np.union1d(np.linspace(0, 2, 41), np.linspace(2, 28, 105))
    keys = ("points", "symptom.K_at", "symptom.R_at")
    course = material.course("ketamine", None, keys, days)
    p, solved = material.knowledge.parameters, material.setup.calibration
    points = course["points"]
    on = {day: float(np.interp(day, days, points)) for day in (1, 14)}
    title = (
        f"One dose of ketamine: {show(points.max(), 2)} points at once, {show(on[1], 2)} on day 1, "
        f"{show(on[14], 2)} on day 14. What it built fades too."
    )
    says = "35 mg once, reference patient. HAM-D17 points; the size was fitted to a recalled trial."
    canvas = Canvas(title, says, 12 + TALL + 26)
    x = Axis(0, 28, LEFT, WIDTH - NAMES, (0, 1, 7, 14, 21, 28))
    panel = Panel(canvas, x, _upright(canvas, 6, (0, 2, 4, 6)))
    panel.grid()
    panel.below(["0", "1", "7", "14", "21", "day 28"])
    slow = p.H0 * solved.slow * course["symptom.R_at"]
    fast = p.H0 * solved.fast * course["symptom.K_at"]
    panel.lines(
        [
            Series(days.tolist(), points.tolist(), "ref-line", f"{points[-1]:.2f} both parts"),
            Series(days.tolist(), slow.tolist(), "thin", f"{slow[-1]:.2f} spines, synapses"),
            Series(days.tolist(), fast.tolist(), "dash", f"{fast[-1]:.2f} rapid state"),
        ]
    )
    for day, value in on.items():
        canvas.mark(panel.at(day, value), "mark-ref")
    return canvas.svg()


def _upright(canvas: Canvas, high: float, ticks: tuple[float, ...], head: float = 12) -> Axis:
    """An upright axis from 0, with room over it for a heading."""
    return Axis(0, high, canvas.top + head + TALL, canvas.top + head, ticks)


def _says(material: Material) -> str:
    drug = material.knowledge.drugs[DRUG]
    return f"{drug.name} {drug.value('reference_dose'):g} mg a day, reference patient."


def _wide(canvas: Canvas, material: Material, y: Axis) -> Panel:
    x, words = weeks(LEFT, WIDTH - NAMES, material.knowledge.parameters.horizon)
    panel = Panel(canvas, x, y)
    panel.below(words)
    return panel


def _series(material: Material, values: Floats, css: str, name: str) -> Series:
    return Series(material.days.tolist(), values.tolist(), css, name)
