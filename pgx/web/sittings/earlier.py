"""What the tests before this one said, belief by belief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from pgx.cases.ground import Ground
from pgx.cases.models import TESTS, Response, Sitting
from pgx.cases.sittings import Paper
from pgx.web.cases.feedback import Belief, belief_of


@dataclass(frozen=True)
class Said:
    """What one test showed of a belief: the answer, None where there is none."""

    test: str
    answer: Response | None


@dataclass(frozen=True)
class Line:
    """A belief, and what each test showed of it."""

    belief: Belief
    said: list[Said]

    @property
    def is_gone(self) -> bool:
        """Whether an earlier answer went against what is so, and the last one does not."""
        *before, last = (each.answer for each in self.said)
        return bool(last and last.right and any(each and not each.right for each in before))

    @property
    def is_back(self) -> bool:
        """Whether an earlier answer went with what is so, and the last one does not."""
        *before, last = (each.answer for each in self.said)
        return bool(last and not last.right and any(each and each.right for each in before))


def earlier(paper: Paper) -> list[Paper]:
    """The learner's tests of this class that come before this one and are over."""
    test = paper.sitting.assignment
    kinds = TESTS[: TESTS.index(test.kind)]
    sittings = Sitting.objects.filter(
        learner=paper.sitting.learner_id,
        assignment__of_class=test.of_class,
        assignment__kind__in=kinds,
    ).select_related("assignment__of_class")
    papers = [each for each in map(Paper, sittings) if each.is_over and each.responses]
    return sorted(papers, key=lambda each: kinds.index(each.sitting.assignment.kind))


def side_by_side(release: Ground, papers: Sequence[Paper]) -> list[Line]:
    """Each belief of the last test beside what the tests before it said; changed ones first."""
    found = [(_name(paper), _by_belief(paper)) for paper in papers]
    lines = [
        Line(belief_of(release, key), [Said(test, by.get(key)) for test, by in found])
        for key in sorted(item.belief for item in papers[-1].items)
    ]
    return sorted(lines, key=lambda line: (not line.is_back, not line.is_gone))


def _name(paper: Paper) -> str:
    return capfirst(paper.sitting.assignment.get_kind_display())


def _by_belief(paper: Paper) -> dict[str, Response]:
    return {paper.items[each.position].belief: each for each in paper.responses}
