"""What the model builds: neurogenesis, dendrites, spines, synapses, in both regions."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.rounding import show
from pgx.science.exposure import Floats
from pgx.web.chain.figures import Asked, Figure, figure
from pgx.web.charts import CourseChart
from pgx.web.charts.lines import Modelled, lines_chart
from pgx.web.figures.courses import DRUG, half_day

NAMES = {
    "n3_at": gettext_lazy("new neurons"),
    "pH_at": gettext_lazy("synapses"),
    "sH_at": gettext_lazy("spines"),
    "dH_at": gettext_lazy("dendrites"),
    "pP_at": gettext_lazy("synapses"),
    "sP_at": gettext_lazy("spines"),
    "dP_at": gettext_lazy("dendrites"),
}
REGIONS = {"H": gettext_lazy("hippocampus"), "P": gettext_lazy("prefrontal")}


def of_state(name: str, letter: str) -> None:
    """Register the figure of a state in both regions."""

    @figure(name)
    def draw(asked: Asked) -> Figure:
        rises = _rises(asked, *(f"{letter}{region}_at" for region in REGIONS))
        named = dict(zip(map(str, REGIONS.values()), rises.values(), strict=True))
        own = f"{letter}H_at"
        said = {
            "state": str(NAMES[own]).capitalize(),
            "day": show(half_day(asked.model, rises[own]), 2),
        }
        finding = _(
            "%(state)s: half of what the model builds in twelve weeks is there on day %(day)s, "
            "by construction."
        )
        return Figure(finding % said, asked.of_reference(), _chart(asked, named))


for _name, _letter in {"dendrites": "d", "spines": "s", "synapses": "p"}.items():
    of_state(_name, _letter)


@figure("neurogenesis")
def neurogenesis(asked: Asked) -> Figure:
    """New neurons in the hippocampus."""
    rises = _rises(asked, "n3_at")
    said = {
        "end": show(rises["n3_at"][-1], 2),
        "day": show(half_day(asked.model, rises["n3_at"]), 2),
    }
    finding = _(
        "New neurons come last in the model: %(end)s %% more at the end, half of it by day %(day)s."
    )
    named = {_("new neurons"): rises["n3_at"]}
    return Figure(finding % said, asked.of_reference(), _chart(asked, named))


@figure("hippocampus")
def hippocampus(asked: Asked) -> Figure:
    """Everything that the model builds in the hippocampus."""
    rises = _rises(asked, "n3_at", "pH_at", "sH_at", "dH_at")
    ends = {name: show(values[-1], 2) for name, values in rises.items()}
    said = {"least": ends["dH_at"], "most": ends["n3_at"]}
    finding = _(
        "In the hippocampus the model builds between %(least)s %% (dendrites) and %(most)s %% "
        "(new neurons) in twelve weeks."
    )
    named = {str(NAMES[name]): values for name, values in rises.items()}
    return Figure(finding % said, asked.of_reference(), _chart(asked, named))


@figure("prefrontal")
def prefrontal(asked: Asked) -> Figure:
    """Everything that the model builds in the prefrontal cortex."""
    rises = _rises(asked, "pP_at", "sP_at", "dP_at", "pH_at")
    own, other = (show(rises[name][-1], 2) for name in ("pP_at", "pH_at"))
    finding = _(
        "The prefrontal cortex gains %(own)s %% in synapses, the hippocampus %(other)s %%: "
        "that is the model’s choice."
    )
    named = {str(NAMES[name]): rises[name] for name in ("pP_at", "sP_at", "dP_at")}
    said = {"own": own, "other": other}
    return Figure(finding % said, asked.of_reference(), _chart(asked, named))


def _rises(asked: Asked, *keys: str) -> dict[str, Floats]:
    """States as a rise in percent of the untreated."""
    found = asked.model.course(DRUG, None, keys)
    return {key: 100 * np.expm1(found[key]) for key in keys}


def _chart(asked: Asked, rises: dict[str, Floats]) -> CourseChart:
    lines = [Modelled(name, values) for name, values in rises.items()]
    quantity = _("Rise over the untreated, percent")
    return lines_chart(asked.model.days, lines, quantity, seen=asked.points())
