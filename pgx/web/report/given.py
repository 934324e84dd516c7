"""The question of a report, in lines, and what it left open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, CallAnswer, ResultAnswer
from pgx.rounding import show
from pgx.web import findings


def given(answer: Assessment, result: ResultAnswer) -> list[dict[str, str]]:
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


def left_open(answer: Assessment) -> str:
    """Which markers that the model would use were not tested."""
    names = [call.marker for call in findings.open_calls(answer) if not call.given]
    if not names:
        return _("Every marker that the model uses was given.")
    return _("Not tested, which is not normal: %(markers)s.") % {"markers": ", ".join(names)}
