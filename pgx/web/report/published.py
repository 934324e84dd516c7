"""The first page of a report: the question, what is published on it, what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, CallAnswer, FindingAnswer, Reason, ResultAnswer
from pgx.rounding import ratio, show
from pgx.web import findings
from pgx.web.templatetags.raphe import CONFIDENCE

MOST_REASONS, MOST_NOT_KNOWN, MOST_CAVEATS, MOST_CHANGES = 4, 4, 9, 2


def published_part(answer: Assessment, result: ResultAnswer) -> dict[str, Any]:
    """Everything on the first page."""
    reasoning = result.reasoning
    return {
        "given": _given(answer, result),
        "statement": _statement(result),
        "signal": signal(result),
        "bodies": [_body(found) for found in findings.other_bodies(result)],
        "splits": [_split(split) for split in result.recommendation.splits],
        "why": told(_not_of_a_body(findings.why(result)), MOST_REASONS),
        "would_change": told(reasoning.would_change if reasoning else (), MOST_CHANGES),
        "calls": _open(answer),
        "not_known": told(_beside_calls(reasoning.not_known if reasoning else ()), MOST_NOT_KNOWN),
        "not_checked": answer.not_checked,
        "caveats": told(reasoning.caveats if reasoning else (), MOST_CAVEATS),
    }


def _not_of_a_body(reasons: Sequence[Reason]) -> list[Reason]:
    """Without what the table of the bodies says already."""
    return [
        each
        for each in reasons
        if not each.reference and not any(row.startswith("disagreements/") for row in each.rows)
    ]


def _beside_calls(reasons: Sequence[Reason]) -> list[Reason]:
    """Without the genes that were not tested: they stand in one line."""
    return [each for each in reasons if each.layer != "genotype" or each.rows]


def told(reasons: Sequence[Reason], most: int) -> list[dict[str, str]]:
    """The first sentences, each with its source; how many more there are, in words."""
    said = [{"text": each.text, "source": _source(each)} for each in reasons[:most]]
    left = len(reasons) - most
    if left > 0:
        text = _("%(count)s more at the address of this report.") % {"count": left}
        said.append({"text": text, "source": ""})
    return said


def _source(reason: Reason) -> str:
    if not reason.confidence:
        return ""
    return f"{reason.reference}, {CONFIDENCE[reason.confidence]}"


def _given(answer: Assessment, result: ResultAnswer) -> list[dict[str, str]]:
    """The question in lines: regimen, panel, what else is taken."""
    called = [call for call in answer.calls if call.given]
    dose = f"{result.name} {show(result.dose_mg_per_day, 6)} {result.dose_unit}"
    beside = ", ".join(answer.co_medications)
    lines = {
        _("Regimen"): dose,
        _("Co-medications"): beside or _("none"),
        _("Panel"): "; ".join(map(_call, called)) or _("no genotype was given"),
        _("As they act"): "; ".join(
            f"{each.gene} {each.phenotype}" for each in result.enzymes if each.phenotype
        ),
    }
    return [{"name": name, "text": text} for name, text in lines.items() if text]


def _call(call: CallAnswer) -> str:
    name = call.marker if call.marker == call.gene else f"{call.marker} ({call.gene})"
    if call.status == "called":
        return f"{name} {call.genotype}"
    reason = f" ({call.status}: {call.reason})" if call.reason else f" ({call.status})"
    return f"{name} {call.given}{reason}"


def _open(answer: Assessment) -> str:
    """Which markers that the model would use were not tested."""
    names = [call.marker for call in findings.open_calls(answer) if not call.given]
    if not names:
        return _("Every marker that the model uses was given.")
    return _("Not tested, which is not normal: %(markers)s.") % {"markers": ", ".join(names)}


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
    kind = _("Bodies compared on %(genes)s: %(kind)s.") % {
        "genes": " + ".join(split.genes),
        "kind": split.kind,
    }
    return f"{kind} {split.teaching_point}".strip()


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
