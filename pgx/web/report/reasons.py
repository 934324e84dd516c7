"""The reasons of a report: the first of them, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx.assessments.answer import Reason
from pgx.web.templatetags.raphe import CONFIDENCE


def not_of_a_body(reasons: Sequence[Reason]) -> list[Reason]:
    """Without what the table of the bodies says already."""
    return [
        each
        for each in reasons
        if not each.reference and not any(row.startswith("disagreements/") for row in each.rows)
    ]


def beside_calls(reasons: Sequence[Reason]) -> list[Reason]:
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
