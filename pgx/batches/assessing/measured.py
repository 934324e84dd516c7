"""The numbers of a result, in the order of their columns."""

from __future__ import annotations

from typing import NamedTuple

MODEL = "model (docs/model.md), parameters of the release"


class Measure(NamedTuple):
    """A number of the model: its unit, what it is, and what it rests on."""

    name: str
    unit: str
    meaning: str
    source: str = MODEL


MEASURED = (
    Measure(
        "exposure_ratio",
        "ratio",
        "Mean level of the drug over a normal metabolizer's at the same dose",
        "exposure ratios of the release; level_layer says on what they rest",
    ),
    Measure(
        "metabolite_ratio",
        "ratio",
        "The same of the active metabolite; empty where there is none",
        "exposure ratios of the release; level_layer says on what they rest",
    ),
    Measure(
        "level_ng_per_ml",
        "ng/mL",
        "Mean level of drug and active metabolite at steady state; of single doses, at the peak",
        "usual levels and exposure ratios of the release",
    ),
    Measure(
        "sert_occupancy",
        "fraction",
        "Serotonin transporters occupied at steady state; of single doses, at the peak",
    ),
    Measure(
        "relative_response",
        "ratio",
        "Modelled plasticity at week 12 over the reference patient's with the same drug and dose; "
        "it never compares drugs",
    ),
    Measure("relative_response_low", "ratio", "Lower end of its 95 % interval"),
    Measure("relative_response_high", "ratio", "Upper end of its 95 % interval"),
    Measure(
        "points_over_placebo_week_8",
        "HAM-D17 points",
        "Modelled symptom effect at week 8; empty where the model explains too little",
    ),
    Measure(
        "week_of_half_effect",
        "weeks",
        "First week at which the modelled symptom effect is half of that at week 12",
    ),
    Measure("side_effect_index", "of 100", "Side-effect index; empty is not modelled, not 0"),
    Measure(
        "days_to_steady_state",
        "days",
        "Until the level is steady; empty for single doses",
        "half-lives of the release",
    ),
)
