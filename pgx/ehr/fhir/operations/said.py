"""An assessment in the plain lines of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.ehr.cds.cards.beside import SAID_ELSEWHERE
from pgx.rounding import show


def said_of(answer: Assessment, unread: Iterable[str]) -> list[str]:
    """Phenotypes, drugs, what could not be read or was not tested; what was not checked last."""
    missing = [call.marker for call in answer.calls if call.status == "not tested"]
    failed = [call for call in answer.calls if call.status in ("invalid", "ambiguous")]
    not_tested = f"Not tested: {', '.join(missing)}. Not tested is not normal."
    return [
        f"Raphe knowledge release {answer.release.version}.",
        *_enzymes(answer),
        *(line for result in answer.results for line in _result(result)),
        *(f"Could not be read: {call.marker} {call.given}: {call.reason}." for call in failed),
        *unread,
        *([not_tested] if missing else []),
        answer.not_checked,
    ]


def _enzymes(answer: Assessment) -> Iterator[str]:
    """Each enzyme by genotype, and where a co-medication acts both phenotypes in one sentence."""
    for each in answer.classes:
        if each.says:
            yield f"{each.says}."
        elif each.predicted:
            yield f"{each.gene} {each.name}: {each.predicted}."


def _result(result: ResultAnswer) -> Iterator[str]:
    """The published headline, what else must be known, then the model, marked as such."""
    regimen = f"{result.name} {show(result.dose_mg_per_day, 6)} {result.dose_unit}"
    yield f"{regimen}: {result.recommendation.category}. {result.recommendation.headline}"
    yield from (flag.message for flag in result.flags if flag.code not in SAID_ELSEWHERE)
    if result.finding:
        yield f"Model (illustrative: predicts nothing for a person): {result.finding}"
