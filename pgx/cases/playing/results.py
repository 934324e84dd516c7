"""What the model says of an attempt's runs: asked once, then told from what is stored."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial

from django.db import IntegrityError, transaction
from pydantic import TypeAdapter

from pgx.assessments.answer import Assessment
from pgx.assessments.saved import encode, pack
from pgx.cases.judging import of_drugs
from pgx.cases.models import Attempt, Result
from pgx.cases.names import Name, parse
from pgx.cases.running import Runs
from pgx.cases.schema import Asked, Regimen, value_names

# The nodes of the trace whose confidence stands beside a value.
READ = ("r_p", "r_m", "Ct_sum", "to_steady", "points")
OCCUPIED = "steady.th_"


@dataclass(frozen=True)
class StoredRuns(Runs):
    """The runs of a case as `Runs` answers them, kept with the attempt at first sight.

    Without an attempt nothing is kept: what was ordered is not settled yet. `sha256` tells the
    case's text from others: within a process its questions are asked once for everybody.
    """

    sha256: str = field(kw_only=True)
    attempt: Attempt | None = field(default=None, kw_only=True)

    def __getitem__(self, run: str) -> Assessment:
        """The answer of a run. Raises LookupError, QuestionRefused."""
        return self._kept(run, lambda: super(StoredRuns, self).__getitem__(run))

    def of_drugs(self, step: Regimen) -> Assessment:
        """The person of the main run with each of a step's drugs, at its reference dose."""
        asked = partial(of_drugs, self.case, step, self.markers, self.ground)
        return self._kept(f"drugs of {step.id}", asked)

    @cached_property
    def _stored(self) -> dict[str, bytes]:
        """What is stored by now, by run."""
        if not self.attempt:
            return {}
        found = self.attempt.results.values_list("run", "packed")
        return {run: bytes(packed) for run, packed in found}

    def _kept(self, name: str, ask: Callable[[], Assessment]) -> Assessment:
        if name not in self._answers:
            packed = self._stored.get(name)
            found = _read(packed) if packed else self._keep(name, self._asked(name, ask))
            self._answers[name] = found
        return self._answers[name]

    def _asked(self, name: str, ask: Callable[[], Assessment]) -> Assessment:
        known = (self.sha256, self.ground.knowledge.sha256, self.markers, name)
        return _answered(_Asked(known, lambda: _without_most_of_the_trace(self.case, ask())))

    def _keep(self, name: str, answer: Assessment) -> Assessment:
        """Store an answer; where another tab was first, its answer stands."""
        if not self.attempt:
            return answer
        packed = pack(encode(answer))
        try:
            with transaction.atomic():
                Result.objects.create(attempt=self.attempt, run=name, packed=packed)
        except IntegrityError:
            return _read(bytes(self.attempt.results.get(run=name).packed))
        return answer


@dataclass(frozen=True)
class _Asked:
    """A question by its name: the same one has the same answer."""

    name: tuple[object, ...]
    ask: Callable[[], Assessment] = field(compare=False)


@lru_cache(maxsize=64)
def _answered(asked: _Asked) -> Assessment:
    return asked.ask()


def _without_most_of_the_trace(case: Asked, answer: Assessment) -> Assessment:
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


@lru_cache(maxsize=128)
def _read(packed: bytes) -> Assessment:
    """A stored answer; reading one takes longer than a page."""
    return _adapter().validate_python(json.loads(zlib.decompress(packed)))
