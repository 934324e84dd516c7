"""The answer for one regimen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pgx.assessments.answer.calls import ClassAnswer
from pgx.assessments.answer.genetics import ContributionAnswer, CounterfactualAnswer
from pgx.assessments.answer.guideline import RecommendationAnswer
from pgx.assessments.answer.model import (
    CourseAnswer,
    MonteCarloAnswer,
    SideEffectsAnswer,
    StationAnswer,
    TargetAnswer,
)
from pgx.assessments.answer.reasoning import FlagAnswer, Reasoning
from pgx.assessments.answer.trace import TraceNode
from pgx.science.evaluation import Signal


@dataclass(frozen=True)
class ResultAnswer:
    """The answer for one regimen.

    Where an MAO inhibitor stops the assessment, the recommendation and the flags say so, and
    nothing is modelled.
    """

    drug: str
    """Key of the drug."""
    name: str
    """The drug's name for a reader."""
    dose_mg_per_day: float
    """The dose, in `dose_unit`: as asked, or the drug's reference dose."""
    recommendation: RecommendationAnswer
    """The published layer."""
    exposure_ratio: float | None
    """The parent drug's mean level over a normal metabolizer's at the same dose, a ratio by
    genotype and co-medication; null where stopped."""
    metabolite_ratio: float | None
    """The same of the active metabolite; null where there is none, or where stopped."""
    level_ng_per_ml: float | None
    """Mean blood level at steady state (of a single dose: at its peak), parent and active
    metabolite together, in ng/mL; null where not modelled."""
    sert_occupancy: float | None
    """The fraction of SERT that is occupied at steady state, 0 to 1; null where not modelled."""
    relative_response: float | None
    """Modelled plasticity at week 12 over the reference patient's on the same drug and dose, a
    ratio; null where the drug has no modelled effect. It never compares drugs."""
    points_over_placebo_week_8: float | None
    """Modelled symptom effect at week 8, in HAM-D17 points over placebo; null where the model
    explains too little of the drug's benefit."""
    week_of_half_effect: float | None
    """The first week at which the modelled symptom effect is half of that at week 12, linear
    between the days shown; null where no symptom effect is modelled."""
    side_effect_index: float | None
    """Side-effect index, 0 to 100, without a unit; null where not modelled, which is not 0."""
    days_to_steady_state: float | None
    """Days until the level is steady; null for a single dose, or where stopped."""
    flags: list[FlagAnswer]
    """What a reader must know beside the numbers."""
    enzymes: list[ClassAnswer]
    """The metabolizing enzymes as they act beside this drug."""
    dose_unit: str = "mg/day"
    """`mg/day`; of a drug that is given as single doses, `mg a session`."""
    relative_response_low: float | None = None
    """Lower end of the 95 % interval of the relative response, a ratio; null where not modelled."""
    relative_response_high: float | None = None
    """Upper end of that interval, a ratio; null where not modelled."""
    signal: Signal = ""
    """The model in a word, by whether the interval of the relative response excludes 1; it never
    changes the category. Empty where no genotype was read or nothing is modelled."""
    coverage: str = ""
    """How much of the drug's benefit the modelled mechanisms explain: represented, partly
    represented or not represented; empty where stopped."""
    level_layer: Literal["published", "model", ""] = ""
    """Whether the level rests on studies or on a modelling choice; empty where no genotype that
    moves it was read."""
    side_effects: SideEffectsAnswer | None = None
    """What belongs to the side-effect index; null where not modelled."""
    finding: str = ""
    """The result in one or two sentences; empty where stopped."""
    sentences: list[str] = field(default_factory=list)
    """What the model says, for a learner."""
    expert_sentences: list[str] = field(default_factory=list)
    """The same with numbers and intervals, for an expert; only of the detail `full`."""
    reasoning: Reasoning | None = None
    """What stands around the category; null unless the detail is `full`."""
    path: list[StationAnswer] = field(default_factory=list)
    """The stations from blood level to response; only of the detail `full`."""
    targets: list[TargetAnswer] = field(default_factory=list)
    """Every target that the drug or its metabolite binds; only of the detail `full`."""
    course: CourseAnswer | None = None
    """The twelve weeks; null unless the detail is `full`."""
    monte_carlo: MonteCarloAnswer | None = None
    """Monte Carlo of the relative response; null unless draws were asked for."""
    contributions: list[ContributionAnswer] = field(default_factory=list)
    """Each gene's part of the relative response; only of the detail `full`."""
    counterfactuals: list[CounterfactualAnswer] = field(default_factory=list)
    """What if one gene were another; only of the detail `full`."""
    trace: list[TraceNode] = field(default_factory=list)
    """Every value down to its knowledge row, children before parents, the recommendation last;
    only of the detail `full`."""

    @property
    def level_is_modelled(self) -> bool:
        """Whether the sentence on the level rests on a modelling choice, not on a study."""
        return self.level_layer == "model"

    @property
    def is_stopped(self) -> bool:
        """Whether nothing is modelled, for a reason that stands in the headline."""
        return self.recommendation.category == "stopped"

    @property
    def is_represented(self) -> bool:
        """Whether the model explains enough of the drug's benefit to show a symptom course."""
        return self.points_over_placebo_week_8 is not None

    @property
    def total_ln(self) -> float | None:
        """The sum of the contributions."""
        parts = [part.ln for part in self.contributions]
        return (
            None if None in parts or not parts else sum(part for part in parts if part is not None)
        )
