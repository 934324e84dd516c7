"""The figure of each subject, made by the model of the release that is read, and its finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from pgx.knowledge.catalogue import Entry
from pgx.rounding import show
from pgx.science.exposure import Floats
from pgx.web.chain.dose_panels import DosePanel
from pgx.web.charts import CourseChart
from pgx.web.charts.lines import Seen
from pgx.web.figures.courses import DRUG
from pgx.web.figures.model import Model


@dataclass(frozen=True)
class Figure:
    """A picture or several, the sentence that states what it shows, and what was computed."""

    finding: str
    says: str
    course: CourseChart | None = None
    doses: tuple[DosePanel, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What a figure is made of: the model, what studies saw, and the PET observations."""

    model: Model
    seen: Sequence[Entry]
    occupancies: Sequence[Entry]

    def points(self) -> list[Seen]:
        """The observations of a course as points; those without a day or a number are left out."""
        return [point for entry in self.seen if (point := _point(entry))]

    def drug_name(self) -> str:
        """The drug whose courses are drawn."""
        return self.model.knowledge.drugs[DRUG].name.lower()

    def of_reference(self) -> str:
        """Who takes what in the figure."""
        drug = self.model.knowledge.drugs[DRUG]
        return _("The reference patient on %(drug)s %(dose)s mg a day, in the model.") % {
            "drug": drug.name.lower(),
            "dose": show(drug.value("reference_dose")),
        }


Draw = Callable[[Asked], Figure]
FIGURES: dict[str, tuple[Draw, tuple[str, ...]]] = {}


def figure(name: str, *drugs: str) -> Callable[[Draw], Draw]:
    """Register a function as the figure of this name, which needs these drugs. A decorator."""

    def add(draw: Draw) -> Draw:
        FIGURES[name] = draw, (DRUG, *drugs)
        return draw

    return add


def percent(values: Floats) -> Floats:
    """Shares and folds in percent."""
    return 100 * values


def at(days: Floats, values: Floats, day: float) -> str:
    """A value on a day, as it is said."""
    return show(float(np.interp(day, days, values)), 2)


def _point(entry: Entry) -> Seen | None:
    values = entry.values
    try:
        day, value = float(values["time_days"]), float(values["value"])
    except ValueError:
        return None
    low, high = values["low"], values["high"]
    ends = None if low is None or high is None else (low, high)
    is_sure = values["confidence"] == "verified"
    return Seen(day, value, values["species"], is_sure, ends)
