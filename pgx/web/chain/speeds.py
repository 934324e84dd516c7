"""How fast: when an effect begins, and agents that are quicker. Speed is compared, never size."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext as _

from pgx.rounding import show
from pgx.science.exposure import Floats
from pgx.web.chain.figures import Asked, Figure, at, figure, percent
from pgx.web.charts.lines import Modelled, lines_chart
from pgx.web.figures.courses import DRUG
from pgx.web.figures.model import Model

PROBE = "prucalopride"
RAPID = ("ketamine", "esketamine", "psilocybin")
FAST_DAYS = 28.0  # how much of a fast agent's course is drawn


@figure("onset")
def onset(asked: Asked) -> Figure:
    """Improvement in percent of that at week 6: what the drug adds, on the drug, on placebo."""
    p = asked.model.knowledge.parameters
    days = np.linspace(0, p.week_6, 85)
    course = asked.model.course(DRUG, None, ("points", "I_pl", "hamd"), days)
    shares = {
        _("drug’s part"): course["points"],
        _("on the drug"): p.H0 - course["hamd"],
        _("on placebo"): course["I_pl"],
    }
    grown = {name: 100 * values / values[-1] for name, values in shares.items()}
    first, second, third = grown.values()
    said = {"part": at(days, first, p.week_1)}
    said |= {"drug": at(days, second, 2 * p.week_1), "placebo": at(days, third, 2 * p.week_1)}
    finding = _(
        "%(part)s %% of the drug’s part is there at week 1. Of all change, %(drug)s %% on the "
        "drug and %(placebo)s %% on placebo come by week 2."
    )
    lines = [Modelled(name, values) for name, values in grown.items()]
    chart = lines_chart(days, lines, _("Percent of the change at week 6"), seen=asked.points())
    return Figure(finding % said, asked.of_reference(), chart)


@figure("agonist", PROBE)
def agonist(asked: Asked) -> Figure:
    """BDNF under a 5-HT4 agonist and under a classical drug, each in percent of its highest."""
    days, drugs = asked.model.days, asked.model.knowledge.drugs
    courses = {
        _short(drugs[drug].name): _of_its_highest(asked.model, drug, "q_at", days)
        for drug in (PROBE, DRUG)
    }
    half = [show(float(np.interp(50, values, days)), 2) for values in courses.values()]
    probe, usual = courses
    said = {"probe": probe, "first": half[0], "drug": usual, "second": half[1]}
    finding = _(
        "In the model half of the rise in BDNF is there on day %(first)s with %(probe)s, on day "
        "%(second)s with %(drug)s; in people nobody has seen it."
    )
    lines = [Modelled(name, values) for name, values in courses.items()]
    chart = lines_chart(days, lines, _("Rise in BDNF, percent of each one’s own highest"))
    says = _("The reference patient in the model. Speed is compared, never size.")
    return Figure(finding % said, says, chart)


@figure("faster", *RAPID)
def faster(asked: Asked) -> Figure:
    """The first weeks of rapid agents beside a classical drug, each of its own highest point."""
    model = asked.model
    days = np.union1d(np.linspace(0, 2, 33), np.linspace(2, FAST_DAYS, 105))
    drugs = model.knowledge.drugs
    courses = {_short(drugs[x].name): _of_its_highest(model, x, "points", days) for x in RAPID}
    usual = _of_its_highest(model, DRUG, "points", days)
    agent, course = next(iter(courses.items()))
    said = {"agent": agent, "left": at(days, course, 14)}
    said |= {"drug": asked.drug_name(), "there": at(days, usual, 14)}
    finding = _(
        "On day 14 one dose of %(agent)s has %(left)s %% of its highest effect left; %(drug)s, "
        "taken every day, has reached %(there)s %%."
    )
    lines = [Modelled(name, values) for name, values in (courses | {said["drug"]: usual}).items()]
    chart = lines_chart(days, lines, _("Points over placebo, percent of each one’s own highest"))
    says = _("The reference patient in the model, each at its reference dose and schedule.")
    return Figure(finding % said, says, chart)


def _short(name: str) -> str:
    """A drug's name without what stands in brackets."""
    return name.partition(" (")[0].lower()


def _of_its_highest(model: Model, drug: str, key: str, days: Floats) -> Floats:
    """A course in percent of the highest value that it reaches within the whole course."""
    every = np.union1d(days, model.days)
    values = model.course(drug, None, (key,), every)[key]
    return percent(np.interp(days, every, values) / values.max())
