"""Headings that state what the result says."""

from __future__ import annotations

import math

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.assessments.answer import ContributionAnswer, ResultAnswer
from pgx.rounding import ratio, show
from pgx.science.modifiers import EXPOSURE
from pgx.web.findings import are_single_doses

WEEK_8 = 56  # days
FADED = 0.01  # of the most: what is less is next to nothing
NOTHING = 5e-4  # a change that rounding to three digits does not show
DOMAINS = {  # where one word alone does not say what it is
    "sexual": gettext_lazy("sexual side effects"),
    "orthostatic": gettext_lazy("low pressure on standing"),
    "anticholinergic": gettext_lazy("anticholinergic effects"),
}


def of_path(result: ResultAnswer, switched_on: bool) -> str:
    """What moves on the path; with the switch on, what the switch does."""
    end = next((station for station in result.path if station.key == "response"), None)
    if not switched_on or not end or end.value is None or end.reference_value is None:
        return result.finding
    moved = end.value - end.reference_value
    text = _("With the switch on, the modelled response moves by %(points)s points.")
    return text % {"points": show(moved, 2, signed=True)}


def of_weeks(result: ResultAnswer) -> str:
    """How far the two courses lie apart."""
    points = result.course["points_over_placebo"]
    if are_single_doses(result):
        known = [value or 0.0 for value in points.person]
        top = max(range(len(known)), key=known.__getitem__)
        text = _("Most on day %(day)s, %(most)s points; by week 12, %(end)s is left.")
        end = show(known[-1], 2) if known[-1] >= FADED * known[top] else _("next to nothing")
        day = show(result.course.days[top])
        return text % {"day": day, "most": show(known[top], 2), "end": end}
    apart = max(
        abs((a or 0.0) - (b or 0.0)) for a, b in zip(points.person, points.reference, strict=True)
    )
    if apart < NOTHING:
        return _("Week by week the two courses are the same.")
    at = result.course.days.index(WEEK_8)
    values = {"person": show(points.person[at], 2), "reference": show(points.reference[at], 2)}
    if values["person"] == values["reference"]:
        text = _("Week by week the two courses nearly coincide: at most %(apart)s points apart.")
        return text % {"apart": show(apart, 1)}
    return _("At week 8, %(person)s points over placebo; in the reference %(reference)s.") % values


def of_plasticity(result: ResultAnswer) -> str:
    """Where the circuit index ends."""
    series = result.course["resilience"]
    if are_single_doses(result):
        return _peak(result.course.days, series.person)
    person, reference = (100 * math.expm1(v[-1] or 0.0) for v in (series.person, series.reference))
    if max(abs(person), abs(reference)) < NOTHING:
        return _("In the model this drug builds nothing that lasts to week 12.")
    values = {
        "person": show(person, 2, signed=True),
        "reference": show(reference, 2, signed=True),
    }
    if values["person"] == values["reference"]:
        return _("The circuit index ends at %(person)s\u00a0%%, as in the reference.") % values
    text = _(
        "The circuit index ends at %(person)s\u00a0%%; in the reference at %(reference)s\u00a0%%."
    )
    return text % values


def _peak(days: list[float], logs: list[float | None]) -> str:
    """When single doses have built most, and that it fades."""
    known = [value or 0.0 for value in logs]
    top = max(range(len(known)), key=known.__getitem__)
    text = _("The circuit index is highest on day %(day)s, %(most)s\u00a0%%, and fades.")
    most = show(100 * math.expm1(known[top]), 2, signed=True)
    return text % {"day": show(days[top]), "most": most}


def of_contributions(result: ResultAnswer) -> str:
    """Which gene lifts modelled plasticity most, and which lowers it most."""
    read = [part for part in result.contributions if part.status == "called" and part.ln]
    moving = [part for part in read if ratio(part.factor) != ratio(1)]
    if not moving:
        return _("No gene that was read moves modelled plasticity.")
    up = [part for part in moving if (part.ln or 0.0) > 0]
    down = [part for part in moving if (part.ln or 0.0) < 0]
    said = []
    if up:
        said.append(_moves(max(up, key=lambda each: each.ln or 0.0), len(up), _LIFTS))
    if down:
        said.append(_moves(min(down, key=lambda each: each.ln or 0.0), len(down), _LOWERS))
    return " ".join(said)


_LIFTS = (
    gettext_lazy("%(gene)s lifts modelled plasticity, %(factor)s."),
    gettext_lazy("%(gene)s lifts modelled plasticity most, %(factor)s."),
)
_LOWERS = (
    gettext_lazy("%(gene)s lowers modelled plasticity, %(factor)s."),
    gettext_lazy("%(gene)s lowers modelled plasticity most, %(factor)s."),
)


def _moves(part: ContributionAnswer, of: int, texts: tuple[str, str]) -> str:
    """What the strongest of so many genes does; one alone is no "most"."""
    gene = _("The level") if part.group == EXPOSURE else part.group
    return texts[of > 1] % {"gene": gene, "factor": ratio(part.factor)}


def of_side_effects(result: ResultAnswer) -> str:
    """Which domains lead, and how the index moves."""
    found = result.side_effects
    if not found or result.side_effect_index is None:
        return _("Side effects are not modelled for this drug: not modelled is not 0.")
    own, reference = show(result.side_effect_index, 2), show(found.reference_index, 2)
    if not result.side_effect_index and not found.reference_index:
        return _("The index is 0: the drug binds none of the targets that it is made of.")
    first, second, *_rest = sorted(found.domains, key=lambda each: -each.value)
    names = [DOMAINS.get(each.domain, each.domain) for each in (first, second)]
    leading = _("%(first)s and %(second)s lead.") % {
        "first": capfirst(names[0]),
        "second": names[1],
    }
    if own == reference:
        return leading + " " + _("The index is %(own)s, as in the reference.") % {"own": own}
    text = _("The index is %(own)s; in the reference %(reference)s.")
    return leading + " " + text % {"own": own, "reference": reference}
