"""The label range beside the dose: in words with its confidence, and drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import find_drug, read_dose
from pgx.science.knowledge import Drug, Knowledge
from pgx.web.charts.drawing import percent

ROOM = 1.2  # times the highest dose that is drawn
DIGITS = 6


@dataclass(frozen=True)
class DoseRange:
    """What the label says of a drug's dose, and where a dose lies in it."""

    drug: str
    low: str
    high: str
    reference: str
    unit: str
    confidence: str
    at: dict[str, str]
    note: str = ""

    @property
    def is_one_dose(self) -> bool:
        """Whether the label names one dose alone."""
        return self.low == self.high


def dose_range(knowledge: Knowledge, drug: str, dose: str) -> DoseRange | None:
    """The label range of a drug; None where no drug of the release is named."""
    found = find_drug(knowledge, drug) if drug else None
    if not found:
        return None
    low, high = found.values["label_dose_low"], found.values["label_dose_high"]
    used = _amount(dose)
    reference = found.value("reference_dose")
    return DoseRange(
        found.drug,
        rounding.show(low.value, DIGITS),
        rounding.show(high.value, DIGITS),
        rounding.show(reference, DIGITS),
        high.unit,
        low.confidence if low.confidence != "verified" else high.confidence,
        _places(low.value, high.value, reference if used is None else used),
        _note(found, low.value, high.value, used),
    )


def _amount(dose: str) -> float | None:
    try:
        return read_dose(dose) if dose else None
    except QuestionRefused:
        return None


def _places(low: float, high: float, dose: float) -> dict[str, str]:
    """Where the range and the dose stand on an axis from 0, in percent of its width."""
    end = ROOM * max(high, min(dose, 2 * high))
    at = {"low": low, "high": high, "dose": min(max(dose, 0.0), end), "width": high - low}
    return {name: percent(100 * value / end) for name, value in at.items()}


def _note(drug: Drug, low: float, high: float, dose: float | None) -> str:
    if dose is None or not math.isfinite(dose) or low <= dose <= high:
        return ""
    names = {"drug": drug.name}
    if dose > high:
        return _("Above the label range of %(drug)s. It can be explored here.") % names
    return _("Below the label range of %(drug)s. It can be explored here.") % names
