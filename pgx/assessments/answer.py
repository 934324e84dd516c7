"""The answer to a question, as plain records that become JSON.

Numbers are full doubles; None stands where nothing is modelled.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal

from pgx import __version__, notice

# Flags on co-medications that do not name the drug beside them.
CO_MEDICATION_CODES = {
    *("co_medication_inhibits", "co_medication_named", "co_medication_serotonergic"),
    *("co_medication_qt", "co_medication_not_checked", "phenoconversion"),
}


@dataclass(frozen=True)
class CallAnswer:
    """How one marker's genotype was read; `rows` are those of gene, marker and alleles."""

    marker: str
    gene: str
    used_in_model: bool
    why_not_modelled: str
    given: str
    status: str
    genotype: str
    readings: list[str]
    reason: str
    hint: str
    rows: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ClassAnswer:
    """The functional class of a gene, and what the model uses for it.

    `phenotype` and `score` are those that act, `predicted` and `predicted_score` those by
    genotype; `says` is both in one sentence where a co-medication acts on an enzyme. `rows`
    are the knowledge rows that the class rests on.
    """

    gene: str
    name: str
    status: str
    phenotype: str
    used: str
    reason: str
    assumption: str
    score: float | None = None
    predicted: str = ""
    predicted_score: float | None = None
    converted_by: list[str] = field(default_factory=list)
    says: str = ""
    rows: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class SourceAnswer:
    """A knowledge row that a number rests on."""

    row: str
    meaning: str
    value: float
    unit: str
    reference: str
    citation: str
    confidence: str


@dataclass(frozen=True)
class StationAnswer:
    """One station of the path, beside the reference patient.

    `low` and `high` are the 95 % interval of the genotype group's mean, paired with the
    reference; `people_low` and `people_high` are what follows where the levels of the middle
    95 % of people of one genotype end. Neither contains what is wrong with the model.
    """

    key: str
    label: str
    at: str
    layer: str
    unit: str
    value: float | None
    reference_value: float | None
    ratio: float | None
    low: float | None
    high: float | None
    people_low: float | None
    people_high: float | None
    status: str
    formula: str
    confidence: str
    sources: list[SourceAnswer]


@dataclass(frozen=True)
class FindingAnswer:
    """What a guideline body says on one gene or pair of genes."""

    body: str
    document: str
    year: str
    genes: list[str]
    keys: list[str]
    kind: str
    says: str
    condition: str
    implication: str
    actions: list[str]
    strength: str
    reference: str
    citation: str
    confidence: str
    rows: list[str]

    @property
    def label(self) -> str:
        """Who says it, when, and of which genes."""
        said = " ".join(filter(None, (self.body, self.document, self.year)))
        return ", ".join(filter(None, (said, " + ".join(self.genes))))

    @property
    def says_when(self) -> str:
        """What is said, with the condition under which it holds."""
        return f"{self.says} ({self.condition})" if self.condition else self.says


@dataclass(frozen=True)
class SplitAnswer:
    """How the bodies differ on a gene for this drug, in one of six words."""

    genes: list[str]
    kind: str
    teaching_point: str = ""
    row: str = ""


@dataclass(frozen=True)
class RecommendationAnswer:
    """The published layer: category by the leading body, every finding, how bodies differ."""

    category: str
    headline: str
    strength: str
    leading: FindingAnswer | None
    findings: list[FindingAnswer]
    splits: list[SplitAnswer]

    @property
    def others(self) -> list[FindingAnswer]:
        """What is said beside the leading finding, by every body in turn."""
        return [each for each in self.findings if each != self.leading]


@dataclass(frozen=True)
class SeriesAnswer:
    """One quantity over the course: person and reference patient at each of its days.

    `low` and `high` are the 95 % interval, empty where none is computed.
    """

    key: str
    label: str
    unit: str
    person: list[float | None]
    reference: list[float | None]
    low: list[float | None]
    high: list[float | None]


@dataclass(frozen=True)
class CourseAnswer:
    """Twelve weeks. The placebo course, in HAM-D17 points, stands apart from the drug's."""

    days: list[float]
    placebo_points: list[float]
    series: list[SeriesAnswer]

    def __getitem__(self, key: str) -> SeriesAnswer:
        return next(each for each in self.series if each.key == key)


@dataclass(frozen=True)
class DomainAnswer:
    """One domain of side effects: liability between 0 and 1, person and reference patient."""

    domain: str
    value: float
    reference_value: float


@dataclass(frozen=True)
class SideEffectsAnswer:
    """The side-effect index, 0 to 100 without a unit: not the share of people affected."""

    reference_index: float
    low: float
    high: float
    domains: list[DomainAnswer]
    not_in_it: list[str]


@dataclass(frozen=True)
class TargetAnswer:
    """The fraction of a target that drug and metabolite occupy in the brain, at steady state.

    For a single dose, at its peak.
    """

    target: str
    occupied: float
    reference_occupied: float


@dataclass(frozen=True)
class MonteCarloAnswer:
    """The relative response over random draws of what is uncertain, paired with the reference."""

    draws: int
    seed: int
    median: float
    low: float
    high: float
    sd_ln: float


@dataclass(frozen=True)
class CounterfactualAnswer:
    """What if one gene were another, everything else the same.

    `is_own` marks what the person has, or what stands in for it.
    """

    gene: str
    marker: str
    becomes: str
    is_own: bool
    level_ratio: float
    sert_occupancy: float
    relative_response: float | None
    points_over_placebo_week_8: float | None


@dataclass(frozen=True)
class ContributionAnswer:
    """One modifier group's part of ln(relative response), and as a factor.

    `status` is "called" where a genotype of the group was read; otherwise the reference
    stands in, and the factor of 1 says nothing about the person.
    """

    group: str
    status: str
    ln: float | None
    factor: float | None


@dataclass(frozen=True)
class Reason:
    """A sentence, the layer it belongs to, and the rows of the knowledge base under it.

    `reference` and `confidence` are those of the row that says it, empty where several do.
    """

    layer: Literal["guideline", "model", "genotype", "caution"]
    text: str
    rows: tuple[str, ...] = ()
    reference: str = ""
    confidence: str = ""


@dataclass(frozen=True)
class Reasoning:
    """What stands around the category of one row, each list in the order of reading.

    `would_change` are the smallest changes of genotype that give another category, or one
    sentence that there is none.
    """

    reasons: tuple[Reason, ...]
    would_change: tuple[Reason, ...]
    not_known: tuple[Reason, ...]
    caveats: tuple[Reason, ...]
    barriers: tuple[Reason, ...]


@dataclass(frozen=True)
class FlagAnswer:
    """Something a reader must know beside the numbers, with the rows that it rests on."""

    code: str
    message: str
    rows: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ResultAnswer:
    """The answer for one regimen.

    `enzymes` are as they act beside this drug. Where an MAO inhibitor stops the assessment,
    the recommendation and the flags say so, and nothing else is there.
    """

    drug: str
    name: str
    dose_mg_per_day: float
    recommendation: RecommendationAnswer
    exposure_ratio: float | None
    metabolite_ratio: float | None
    level_ng_per_ml: float | None
    sert_occupancy: float | None
    relative_response: float | None
    points_over_placebo_week_8: float | None
    side_effect_index: float | None
    days_to_steady_state: float | None
    flags: list[FlagAnswer]
    enzymes: list[ClassAnswer]
    dose_unit: str = "mg/day"  # of single doses: mg a session
    relative_response_low: float | None = None
    relative_response_high: float | None = None
    signal: str = ""  # lower, similar or higher; it never changes the category
    coverage: str = ""
    level_layer: str = ""  # published or model; empty where no genotype that moves it was read
    side_effects: SideEffectsAnswer | None = None
    finding: str = ""
    sentences: list[str] = field(default_factory=list)
    expert_sentences: list[str] = field(default_factory=list)
    # Of the detail "full" alone:
    reasoning: Reasoning | None = None
    path: list[StationAnswer] = field(default_factory=list)
    targets: list[TargetAnswer] = field(default_factory=list)
    course: CourseAnswer | None = None
    monte_carlo: MonteCarloAnswer | None = None
    contributions: list[ContributionAnswer] = field(default_factory=list)
    counterfactuals: list[CounterfactualAnswer] = field(default_factory=list)
    trace: list[dict[str, Any]] = field(default_factory=list)

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


@dataclass(frozen=True)
class ReleaseAnswer:
    """Which knowledge made the answer."""

    version: str
    sha256: str


@dataclass(frozen=True)
class Assessment:
    """The whole answer."""

    release: ReleaseAnswer
    calls: list[CallAnswer]
    classes: list[ClassAnswer]
    results: list[ResultAnswer]
    not_checked: str
    co_medications: list[str] = field(default_factory=list)
    beside_every_drug: Reasoning | None = None

    @property
    def said_of_co_medications(self) -> list[str]:
        """What the co-medications do whatever the drug: each line once."""
        flags = (flag for result in self.results for flag in result.flags)
        return list(dict.fromkeys(f.message for f in flags if f.code in CO_MEDICATION_CODES))

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON types, under the notice, with the engine that made it."""
        return {
            "notice": str(notice.NOTICE),
            "medicine_notice": str(notice.MEDICINE_NOTICE),
            "engine": __version__,
            **_json(self),
        }


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _json(value: Any) -> Any:
    """Dataclasses as objects; lists of numbers and dicts are JSON already."""
    if is_dataclass(value):
        return {name: _json(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple) or (isinstance(value, list) and value and is_dataclass(value[0])):
        return [_json(each) for each in value]
    return value
