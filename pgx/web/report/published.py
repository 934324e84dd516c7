"""The first page of a report: the question, what is published on it, what is not known."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, FindingAnswer, ResultAnswer
from pgx.rounding import ratio, show
from pgx.web import findings
from pgx.web.idle import changes_nothing
from pgx.web.report.given import given, left_open
from pgx.web.report.reasons import beside_calls, not_of_a_body, told
from pgx.web.templatetags.raphe import CONFIDENCE

MOST_REASONS, MOST_NOT_KNOWN, MOST_CAVEATS, MOST_CHANGES = 4, 4, 9, 2


def published_part(answer: Assessment, result: ResultAnswer) -> dict[str, Any]:
    """Everything on the first page."""
    reasoning = result.reasoning
    return {
        "given": given(answer, result),
        "statement": _statement(result),
        "changes_nothing": changes_nothing(answer, result),
        "signal": signal(result),
        "bodies": [_body(found) for found in findings.other_bodies(result)],
        "splits": [_split(split) for split in result.recommendation.splits],
        "why": told(not_of_a_body(findings.why(result)), MOST_REASONS),
        "would_change": told(reasoning.would_change if reasoning else (), MOST_CHANGES),
        "calls": left_open(answer),
        "not_known": told(beside_calls(reasoning.not_known if reasoning else ()), MOST_NOT_KNOWN),
        "not_checked": answer.not_checked,
        "caveats": told(reasoning.caveats if reasoning else (), MOST_CAVEATS),
    }


def _statement(result: ResultAnswer) -> dict[str, Any]:
    leading = findings.leading_finding(result)
    recommendation = result.recommendation
    return {
        "regimen": f"{result.name} {show(result.dose_mg_per_day, 6)} {result.dose_unit}",
        "headline": recommendation.headline,
        "category": recommendation.category,
        "strength": recommendation.strength or _("No recommendation"),
        "condition": leading.condition if leading else "",
        "implication": f"{leading.implication}." if leading and leading.implication else "",
        "source": [citation(leading)] if leading else [],
    }


def citation(found: FindingAnswer) -> str:
    """The source of a statement and how sure it is; empty where there is none."""
    return f"{found.citation} ({CONFIDENCE[found.confidence]})" if found.confidence else ""


def _body(found: FindingAnswer) -> list[str]:
    who = " ".join(filter(None, (found.body, found.document, found.year)))
    source = f"{found.reference}, {CONFIDENCE[found.confidence]}" if found.confidence else ""
    return [who, " + ".join(found.genes), found.says_when, source]


def _split(split: Any) -> str:
    return f"{split.says} {split.teaching_point}".strip()


def signal(result: ResultAnswer) -> str:
    """The model's signal in a sentence: beside the category, never in it."""
    if not findings.signal_is_read(result):
        return _("No genotype that moves modelled plasticity was read: nothing to compare.")
    if not result.signal:
        return _("The model finds no drug effect that could be compared.")
    text = _(
        "Modelled plasticity at week 12 is %(ratio)s the reference patient's "
        "(95 %% interval %(low)s to %(high)s). It never changes the category."
    )
    return text % {
        "ratio": ratio(result.relative_response),
        "low": ratio(result.relative_response_low),
        "high": ratio(result.relative_response_high),
    }
