"""Checks of the steps that are judged: feedback for every category, links that can be right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

from pgx.cases.checks.setting import Setting
from pgx.cases.errors import Flaw
from pgx.cases.judging import choices, links_that_carry
from pgx.cases.running import ordered_markers
from pgx.cases.schema import Case, Explain, Regimen
from pgx.science.modifiers import GROUPS
from pgx.science.recommendation import CATEGORIES


def regimens(case: Case, setting: Setting) -> Iterator[Flaw]:
    """Each category that can occur has its feedback, whatever was ordered."""
    for at, step in enumerate(case.steps):
        if not isinstance(step, Regimen) or not {*step.drugs} <= {*setting.ground.knowledge.drugs}:
            continue  # a drug that is not there is told by another check
        found = {
            each.recommendation.category
            for markers in orders(case)
            for each in choices(case, step, markers, setting.ground)
        }
        for category in sorted(found - {*step.feedback}):
            yield Flaw(("steps", at, "feedback"), f"{category!r} can occur and has no feedback")
        for category in sorted({*step.feedback} - {*CATEGORIES}):
            reason = f"{category!r} is no category; known: {', '.join(CATEGORIES)}"
            yield Flaw(("steps", at, "feedback", category), reason)


def orders(case: Case) -> Iterator[frozenset[str] | None]:
    """The markers of everything that can be ordered."""
    ids = [test.id for test in case.order.tests] if case.order else []
    some = chain.from_iterable(combinations(ids, many) for many in range(len(ids) + 1))
    yield from {ordered_markers(case, each) for each in some}


def links(case: Case, setting: Setting) -> Iterator[Flaw]:
    """The links are groups of contributions, among them all that carry the effect, and others."""
    runs = setting.values(case).runs
    for at, step in enumerate(case.steps):
        if not isinstance(step, Explain) or step.run not in case.runs:
            continue
        path = ("steps", at, "links")
        for name in step.links:
            if name not in GROUPS:
                yield Flaw(path, f"{name} is no link; known: {', '.join(GROUPS)}", name)
        carry = links_that_carry(step, runs)
        if not carry:
            yield Flaw(path, "no link changes the response in this run, so none can be right")
        for missing in sorted(carry - {*step.links}):
            yield Flaw(path, f"{missing} carries the effect and is not among the links")
        if {*step.links} <= carry:
            yield Flaw(path, "every link is right: add one that is not")
