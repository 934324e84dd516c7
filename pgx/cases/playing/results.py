"""What the model says of an attempt's runs: asked once, then told from what is stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, partial

from django.db import IntegrityError, transaction
from pydantic import TypeAdapter

from pgx.assessments.answer import Assessment
from pgx.assessments.saved import encode, pack
from pgx.cases.judging import of_drugs
from pgx.cases.models import Attempt, Result
from pgx.cases.names import Name, parse
from pgx.cases.running import Runs
from pgx.cases.schema import Case, Regimen, value_names

# The nodes of the trace whose confidence stands beside a value.
READ = ("r_p", "r_m", "Ct_sum", "to_steady", "points")
OCCUPIED = "steady.th_"


@dataclass(frozen=True)
class StoredRuns(Runs):
    """The runs of a case as `Runs` answers them, kept with the attempt at first sight.

    Without an attempt nothing is kept: what was ordered is not settled yet.
    """

    attempt: Attempt | None = field(default=None, kw_only=True)

    def __getitem__(self, run: str) -> Assessment:
        """The answer of a run. Raises LookupError, QuestionRefused."""
        return self._kept(run, lambda: super(StoredRuns, self).__getitem__(run))

    def of_drugs(self, step: Regimen) -> Assessment:
        """The person of the main run with each of a step's drugs, at its reference dose."""
        asked = partial(of_drugs, self.case, step, self.markers, self.ground)
        return self._kept(f"drugs of {step.id}", asked)

    def _kept(self, name: str, ask: Callable[[], Assessment]) -> Assessment:
        if name not in self._answers:
            stored = self.attempt and self.attempt.results.filter(run=name).first()
            self._answers[name] = _read(stored.body) if stored else self._keep(name, ask())
        return self._answers[name]

    def _keep(self, name: str, answer: Assessment) -> Assessment:
        """Store an answer; where another tab was first, its answer stands."""
        if not self.attempt:
            return answer
        packed = pack(encode(_without_most_of_the_trace(self.case, answer)))
        try:
            with transaction.atomic():
                Result.objects.create(attempt=self.attempt, run=name, packed=packed)
        except IntegrityError:
            return _read(self.attempt.results.get(run=name).body)
        return answer


def _without_most_of_the_trace(case: Case, answer: Assessment) -> Assessment:
    """The answer with the nodes that the case can show: all of the trace is large."""
    names = [parse(name) for _, name in value_names(case)]
    named = {name.of for name in names if isinstance(name, Name) and name.kind == "trace"}
    kept = named.union(READ)
    results = [
        replace(
            result,
            trace=[n for n in result.trace if n["id"] in kept or n["id"].startswith(OCCUPIED)],
        )
        for result in answer.results
    ]
    return replace(answer, results=results)


@cache
def _adapter() -> TypeAdapter[Assessment]:
    return TypeAdapter(Assessment)


def _read(body: bytes) -> Assessment:
    return _adapter().validate_python(json.loads(body))
