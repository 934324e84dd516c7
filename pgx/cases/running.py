"""The runs of a case: questions to `assess`, of what was ordered of the panel."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pgx.assessments.answer import Assessment
from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen, find_marker
from pgx.cases.ground import Ground
from pgx.cases.schema import Asked
from pgx.science.knowledge import Knowledge


def ordered_markers(case: Asked, ordered: Iterable[str]) -> frozenset[str] | None:
    """The markers of the tests with these ids; None, for all, where the case orders none."""
    if not case.order:
        return None
    wanted = set(ordered)
    return frozenset(
        marker for test in case.order.tests if test.id in wanted for marker in test.markers
    )


def question(
    case: Asked, run: str, markers: Collection[str] | None, knowledge: Knowledge
) -> Question:
    """What a run asks, where these markers were tested; None stands for all of them."""
    asked, person = case.runs[run], case.person
    known = {_marker(knowledge, name) for name in markers or ()}
    all_known = markers is None or asked.everything_tested
    strand = person.orientation
    panel = {
        name: text
        for name, text in {**person.panel, **asked.panel}.items()
        if all_known or _marker(knowledge, name) in known
    }
    if not isinstance(strand, str):
        strand = {name: word for name, word in strand.items() if name in panel}
    beside = person.co_medications if asked.co_medications is None else asked.co_medications
    return Question(
        genotypes=panel,
        orientation=strand,
        regimens=(Regimen(asked.drug, asked.dose_mg_per_day),),
        release=knowledge.version,
        co_medications=tuple(beside),
        mechanism_reaches_symptoms=asked.mechanism_reaches_symptoms,
    )


def _marker(knowledge: Knowledge, name: str) -> str:
    found = find_marker(knowledge, name)
    return found.marker if found else name


@dataclass(frozen=True)
class Runs:
    """The answers of a case's runs, each asked when it is first read."""

    case: Asked
    ground: Ground
    markers: Collection[str] | None = None
    _answers: dict[str, Assessment] = field(default_factory=dict)

    def __getitem__(self, run: str) -> Assessment:
        """The answer of a run. Raises LookupError, QuestionRefused."""
        if run not in self.case.runs:
            raise LookupError(f"the case has no run {run}; it has {', '.join(self.case.runs)}")
        if run not in self._answers:
            knowledge = self.ground.knowledge
            asked = question(self.case, run, self.markers, knowledge)
            self._answers[run] = assess(asked, knowledge=knowledge)
        return self._answers[run]
