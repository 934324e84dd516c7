"""Occupancy against dose, and courses of the model: serotonin, autoreceptors, BDNF."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext as _

from pgx.rounding import show
from pgx.web.chain.dose_panels import dose_panels, occupied
from pgx.web.chain.figures import Asked, Figure, at, figure, percent
from pgx.web.charts.lines import Modelled, lines_chart
from pgx.web.figures.courses import DRUG

GENOTYPES = {"Val/Val": "", "Val/Met": "BDNF=1", "Met/Met": "BDNF=2"}


@figure("occupancy")
def occupancy(asked: Asked) -> Figure:
    """Occupancy against dose, with what PET saw."""
    model, panels = asked.model, dose_panels(asked.model, asked.occupancies)
    own = [panel for panel in panels if (panel.drug, panel.target) == (DRUG, "SERT")]
    usual = model.knowledge.drugs[DRUG].value("reference_dose")
    doses = [float(row.values["dose_mg"]) for panel in own for row, _text in panel.rows]
    highest = max(doses, default=usual)
    first, last = (show(x, 2) for x in occupied(model, DRUG, "SERT", [usual, highest]))
    said = {"drug": asked.drug_name().capitalize(), "dose": show(usual), "first": first}
    said |= {"more": show(highest), "last": last}
    finding = _(
        "%(drug)s %(dose)s mg occupies %(first)s %% of the transporter, %(more)s mg %(last)s %%: "
        "the curves bend."
    )
    says = _("Occupied share, percent, against the daily dose; reference patient, steady state.")
    return Figure(finding % said, says, doses=panels)


@figure("tone")
def tone(asked: Asked) -> Figure:
    """Serotonin outside the cell, and the firing that answers it."""
    model, days = asked.model, asked.model.days
    course = {k: percent(v) for k, v in model.course(DRUG, None, ("S_at", "F_at")).items()}
    S, F = course["S_at"], course["F_at"]
    said = {"end": show(S[-1], 2), "least": show(F.min(), 2), "back": show(F[-1], 2)}
    finding = _(
        "Serotonin climbs for weeks, to %(end)s %% of the untreated: firing falls to "
        "%(least)s %% and comes back to %(back)s %%."
    )
    lines = [Modelled(_("serotonin"), S), Modelled(_("raphe firing"), F)]
    chart = lines_chart(days, lines, _("Percent of the untreated"), seen=asked.points())
    return Figure(finding % said, asked.of_reference(), chart)


@figure("autoreceptors")
def autoreceptors(asked: Asked) -> Figure:
    """The share of the autoreceptors that is desensitized."""
    model, days = asked.model, asked.model.days
    lost = percent(1 - model.course(DRUG, None, ("A_at",))["A_at"])
    said = {"early": at(days, lost, 3), "end": show(lost[-1], 2)}
    finding = _(
        "By day 3 the model has %(early)s %% of the autoreceptors desensitized, at the end "
        "%(end)s %%."
    )
    lines = [Modelled(_("desensitized"), lost)]
    chart = lines_chart(days, lines, _("Autoreceptors desensitized, percent"), seen=asked.points())
    return Figure(finding % said, asked.of_reference(), chart)


@figure("bdnf")
def bdnf(asked: Asked) -> Figure:
    """BDNF that acts, by genotype of rs6265: the mechanism of cells and mice."""
    model, days = asked.model, asked.model.days
    rises = {
        name: 100 * np.expm1(model.course(DRUG, None, ("q_at",), person=person)["q_at"])
        for name, person in GENOTYPES.items()
    }
    ends = [show(values[-1], 2) for values in rises.values()]
    said = {"first": ends[0], "last": ends[-1]}
    finding = _(
        "The model raises BDNF by %(first)s %% with Val/Val and by %(last)s %% with Met/Met. "
        "People do not show that."
    )
    lines = [Modelled(name, values) for name, values in rises.items()]
    chart = lines_chart(days, lines, _("BDNF that acts, rise in percent"))
    return Figure(finding % said, asked.of_reference(), chart)
