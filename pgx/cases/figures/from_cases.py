"""What members answered in the cases that a class was given, where that tells a belief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from pgx.cases import published
from pgx.cases.errors import CaseRefused
from pgx.cases.figures.members import Members, seconds
from pgx.cases.models import Answer, CaseVersion, Class, Kind, Membership
from pgx.cases.schema.base import strings

KEYS = {"misconception"}


@dataclass(frozen=True)
class CaseAnswers:
    """One entry an answer and belief that its step could have shown."""

    order: NDArray[np.int64]
    member: NDArray[np.intp]
    belief: NDArray[np.str_]
    showed: NDArray[np.bool_]
    right: NDArray[np.bool_]
    time: NDArray[np.float64]


def answers_of(of_class: Class) -> QuerySet[Answer]:
    """What was answered in assigned cases by who is or was in the class; never trials."""
    learners = Membership.objects.filter(of_class=of_class).values("learner")
    cases = of_class.assignments.filter(kind=Kind.CASE).values("case")
    return Answer.objects.filter(attempt__learner__in=learners, attempt__of__case__in=cases)


def case_answers(of_class: Class, among: Members) -> CaseAnswers:
    """What counts from joining until leaving, in two queries."""
    columns = ("pk", "attempt__learner_id", "attempt__of_id", "step", "found", "answered_at")
    rows = list(answers_of(of_class).order_by("pk").values_list(*columns))
    order, learner, version, step, found, time = zip(*rows, strict=True) if rows else ((),) * 6
    asked = asked_by(set(version))
    member, at = among.places(np.array(learner, np.int64)), seconds(time)
    counts = member >= 0
    if len(among):
        counts &= (among.joined[member] <= at) & (at <= among.left[member])
    entries = [
        (order[i], member[i], belief, belief in found[i]["beliefs"], bool(found[i]["right"]), at[i])
        for i in np.flatnonzero(counts)
        for belief in asked.get((version[i], step[i]), ())
    ]
    return _of_entries(entries)


def _of_entries(entries: list[tuple[Any, ...]]) -> CaseAnswers:
    kinds = (np.int64, np.intp, np.str_, bool, bool, float)
    columns = zip(*entries, strict=True) if entries else ((),) * len(kinds)
    return CaseAnswers(*(np.array(c, kind) for c, kind in zip(columns, kinds, strict=True)))


def asked_by(versions: set[int]) -> dict[tuple[int, str], frozenset[str]]:
    """The beliefs that each step of these versions could show, by version and step; one query."""
    found = CaseVersion.objects.filter(pk__in=versions) if versions else ()
    return {(v.pk, step): beliefs for v in found for step, beliefs in _steps(v)}


def _steps(version: CaseVersion) -> Iterator[tuple[str, frozenset[str]]]:
    """Of a text that this program reads no more nothing is told."""
    try:
        case = published.case_of(version)
    except CaseRefused:
        return
    for step in case.steps:
        told = {text for path, text in strings(step) if path[-1] in KEYS}
        yield step.id, frozenset(told)
