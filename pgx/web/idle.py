"""Genotypes that were read and take no part in the recommendation."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.assessments.answer import Assessment, CallAnswer, FindingAnswer, ResultAnswer

SILENT = "no recommendation"


def changes_nothing(answer: Assessment, result: ResultAnswer) -> str:
    """All of them in one plain sentence; empty where there are none."""
    given = [f"{call.marker} {call.given}" for call in _idle(answer, result)]
    *first, last = given or [""]
    names = _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}
    text = ngettext(
        "%(names)s changes nothing in the recommendation.",
        "%(names)s change nothing in the recommendation.",
        len(given),
    )
    return text % {"names": names if first else last} if given else ""


def without_effect(answer: Assessment, result: ResultAnswer) -> list[str]:
    """Gene by gene, and who looked."""
    looked = {gene: each for each in _silent(result) for gene in each.genes}
    by_gene: dict[str, list[CallAnswer]] = {}
    for call in _idle(answer, result):
        by_gene.setdefault(call.gene, []).append(call)
    return [_no_effect(gene, calls, looked.get(gene)) for gene, calls in by_gene.items()]


def _idle(answer: Assessment, result: ResultAnswer) -> list[CallAnswer]:
    """A gene of which any body says what to do takes part."""
    found = result.recommendation.findings
    deciding = {gene for each in found if each.kind != SILENT for gene in each.genes}
    looked = {gene for each in _silent(result) for gene in each.genes}
    enzymes = {each.gene for each in answer.classes if each.phenotype} - looked
    read = [call for call in answer.calls if call.status == "called" and call.used_in_model]
    return [call for call in read if call.gene not in deciding | enzymes]


def _silent(result: ResultAnswer) -> list[FindingAnswer]:
    return [each for each in result.recommendation.findings if each.kind == SILENT]


def _no_effect(gene: str, calls: list[CallAnswer], looked: FindingAnswer | None) -> str:
    names = {"gene": gene, "given": ", ".join(f"{call.marker} {call.given}" for call in calls)}
    if not looked:
        return _("%(gene)s (%(given)s): no guideline here uses the gene for this drug.") % names
    said = {"body": f"{looked.body} {looked.year}", "says": looked.says}
    return _("%(gene)s (%(given)s), %(body)s: “%(says)s”") % (names | said)
