"""What all cases together must have, and the numbers that say how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pgx.cases.ground import Ground
from pgx.cases.names import RowName, parse
from pgx.cases.pieces import plain
from pgx.cases.schema import (
    BeliefFeedback,
    Case,
    FollowUp,
    Numeric,
    Option,
    OptionPrediction,
    RunModel,
)
from pgx.cases.topics import Topic
from pgx.cases.values import values_of

WITHOUT_PREDICTION, MOST_BY_CUE = 0.25, 0.4
HELP = ("worked", "gaps", "bare")


@dataclass(frozen=True)
class Together:
    """All cases, against a release."""

    cases: Sequence[Case]
    topics: Sequence[Topic]
    ground: Ground
    seed_topics: frozenset[str]
    beliefs: tuple[str, ...]

    @cached_property
    def uncovered(self) -> list[str]:
        """The topics of the founding documents that lead no case."""
        leading = {case.topics[0] for case in self.cases}
        covered = {each.seed for each in self.topics if each.topic in leading}
        return sorted(self.seed_topics - covered)

    @cached_property
    def not_contradicted(self) -> list[str]:
        """The misconceptions that no case contradicts by a run."""
        found = {belief for case in self.cases for belief in contradicted(case)}
        return [belief for belief in self.beliefs if belief not in found]

    @cached_property
    def without_prediction(self) -> float:
        """The share of cases that end in no individual prediction."""
        return _share(case.no_individual_prediction for case in self.cases)

    @cached_property
    def first_is_right(self) -> float:
        """How often the first option, as the file has it, is right."""
        return _share(bool(options[0].right) for _, options in _options(self.cases))

    @cached_property
    def longest_is_right(self) -> float:
        """How often the longest option is right, as it is read."""
        return _share(
            bool(max(options, key=lambda each: len(_read(case, each, self.ground))).right)
            for case, options in _options(self.cases)
        )

    def missing(self) -> Iterator[str]:
        """What is not met, a sentence each."""
        if self.uncovered:
            yield f"no case is led by these topics of the seeds: {', '.join(self.uncovered)}"
        if self.not_contradicted:
            yield f"no run contradicts {', '.join(self.not_contradicted)}"
        if self.without_prediction < WITHOUT_PREDICTION:
            yield "fewer than a quarter of the cases end in no individual prediction"
        for what, share in (("first", self.first_is_right), ("longest", self.longest_is_right)):
            if share >= MOST_BY_CUE:
                yield f"the {what} option is right in {share:.0%}: below {MOST_BY_CUE:.0%} is asked"
        yield from self._help()

    def _help(self) -> Iterator[str]:
        """A topic's first case is worked, its second has gaps, later ones are bare."""
        for topic in dict.fromkeys(case.topics[0] for case in self.cases):
            found = Counter(case.help for case in self.cases if case.topics[0] == topic)
            many = found.total()
            wanted = Counter(HELP[min(place, 2)] for place in range(many))
            if found != wanted:
                said = ", ".join(sorted(found.elements()))
                asked = ", ".join(sorted(wanted.elements()))
                yield f"the cases led by {topic} are {said}; a topic's first {many}: {asked}"


def contradicted(case: Case) -> set[str]:
    """The beliefs that a run of the case contradicts: by a number, or by values of a run."""
    run = {step.of for step in case.steps if isinstance(step, RunModel)}
    found: set[str] = set()
    for step in case.steps:
        if isinstance(step, Numeric) and step.id in run:
            found |= {each.misconception for each in step.beliefs}
        elif isinstance(step, FollowUp) or (isinstance(step, OptionPrediction) and step.id in run):
            found |= {o.misconception for o in step.options if o.misconception and _of_run(o)}
    return found


def _of_run(feedback: Option | BeliefFeedback) -> bool:
    return any(not isinstance(parse(name), RowName) for name in feedback.shows)


def _options(cases: Sequence[Case]) -> Iterator[tuple[Case, list[Option]]]:
    for case in cases:
        for step in case.steps:
            if isinstance(step, OptionPrediction | FollowUp):
                yield case, step.options


def _read(case: Case, option: Option, ground: Ground) -> str:
    return plain(option.text, values_of(case, ground))


def _share(of: Iterator[bool]) -> float:
    found = list(of)
    return sum(found) / len(found) if found else 0.0
