"""Why no statement leads for a drug: it waits for a result, or the guideline has none to give."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pgx.assessments.answer import FindingAnswer, ResultAnswer
from pgx.science.recommendation import LEADING_BODY
from pgx.web.charts.drawing import Text

WAITS, NOT_COVERED = "not tested", "no row"
REASONS: dict[str, str | Promise] = {  # in the order of the page
    WAITS: _("Waits for a result"),
    NOT_COVERED: _("A result is there, and the guideline says nothing for it"),
    "no recommendation": _("In the guideline, without advice by genotype"),
    "no table": _("No CPIC guideline in this release"),
}


def reason(result: ResultAnswer) -> str:
    """The reason, as the leading body's first finding has it."""
    found = _first(result)
    return found.kind if found and found.kind in REASONS else NOT_COVERED


def title(why: str, results: Iterable[ResultAnswer]) -> Text:
    """The name of a group of drugs with one reason; of those that wait it names the genes."""
    if why != WAITS:
        return REASONS[why]
    found = [_first(result) for result in results]
    genes = sorted({gene for each in found if each for gene in each.genes})
    return gettext("Waits for a result of %(genes)s") % {"genes": ", ".join(genes)}


def _first(result: ResultAnswer) -> FindingAnswer | None:
    findings = result.recommendation.findings
    return next((each for each in findings if each.body == LEADING_BODY), None)
