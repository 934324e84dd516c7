"""The numbers of a complete class file as pictures, each with what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.batches.assessing.summary import MarkerSummary, Share, Summary
from pgx.science.knowledge import Knowledge
from pgx.science.recommendation import CATEGORIES
from pgx.web.charts.beside_published import BesidePublished, Frequency, beside_published
from pgx.web.charts.shares import Kind, Part, Shares, share_bars
from pgx.web.charts.spread_by_class import Bin, ClassRow, SpreadByClass, spread_by_class
from pgx.web.knowledge.words import GROUPS
from pgx.web.templatetags.batches import grouped

STATUSES = ("called", "not tested", "ambiguous", "invalid")
SURE = "verified"
SILENT = CATEGORIES[-1]  # no guideline statement: the absence of one is drawn as such


@dataclass(frozen=True)
class MarkerLine:
    """A marker: its calls by status, its frequencies drawn, and what the check says."""

    summary: MarkerSummary
    counts: tuple[int, ...]
    frequencies: BesidePublished | None


def pictures(summary: Summary, knowledge: Knowledge, drug: str) -> dict[str, Any]:
    """What the page shows; the modelled ratios of one drug, that of the address or the first."""
    drugs = sorted(summary.responses)
    shown = drug if drug in drugs else next(iter(drugs), "")
    return {
        "summary": summary,
        "heading": heading(summary),
        "categories": _all(summary.categories, "published", knowledge),
        "enzymes": _all(_of(summary.phenotypes, knowledge.enzymes), "published", knowledge),
        "classes": _all(_without(summary.phenotypes, knowledge.enzymes), "model", knowledge),
        "drugs": [(each, knowledge.drugs[each].name) for each in drugs],
        "drug": shown,
        "spreads": list(_spreads(summary.responses.get(shown, {}))),
        "statuses": STATUSES,
        "markers": [_marker(each) for each in summary.markers if _is_tested(each)],
        "untested": [each.marker for each in summary.markers if not _is_tested(each)],
        "group": GROUPS.get(summary.population, summary.population),
        "errors": [share_bars(_("All errors"), _parts(summary.errors), "file")],
    }


def heading(summary: Summary) -> str:
    """The finding: how many subjects' rows were assessed."""
    words = {"good": grouped(summary.subjects), "all": grouped(summary.records)}
    if not summary.refused:
        every = ngettext("The one row", "All %(all)s rows", summary.records) % words
        return _("%(every)s could be assessed.") % {"every": every}
    return _("%(good)s of %(all)s rows could be assessed.") % words


def _of(found: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: found[name] for name in names if name in found}


def _without(found: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in names}


def _all(found: Mapping[str, Sequence[Share]], kind: Kind, knowledge: Knowledge) -> list[Shares]:
    """A picture each, in the order of the alphabet for drugs and of the release for genes."""
    names = {each.drug: each.name for each in knowledge.drugs.values()}
    titles = sorted(found) if set(found) <= set(names) else list(found)
    return [share_bars(names.get(name, name), _parts(found[name]), kind) for name in titles]


def _parts(shares: Iterable[Share]) -> list[Part]:
    """The values, then what stands for none: statuses, in brackets, and guidelines' silence."""
    found = [
        Part(_word(each.name), each.count, each.share, is_missing=_is_none(each.name))
        for each in shares
    ]
    return sorted(found, key=lambda part: part.is_missing)


def _is_none(name: str) -> bool:
    return name.startswith("(") or _word(name) == SILENT


def _word(name: str) -> str:
    """A class by its name; what has none by its status, without the brackets."""
    return name.strip("()").replace("_", " ")


def _spreads(found: Mapping[str, Mapping[str, Any]]) -> Iterable[SpreadByClass]:
    """Genes of which the file has more than one class: one alone compares with nothing."""
    for gene, classes in found.items():
        rows = [
            ClassRow(_word(name), tuple(Bin(b.low, b.high, b.count) for b in bins))
            for name, bins in sorted(classes.items())
        ]
        if len(rows) > 1:
            yield spread_by_class(gene, rows)


def _is_tested(summary: MarkerSummary) -> bool:
    return any(share.name.replace("_", " ") != "not tested" for share in summary.statuses)


def _marker(summary: MarkerSummary) -> MarkerLine:
    counts = {share.name.replace("_", " "): share.count for share in summary.statuses}
    rows = [
        Frequency(each.allele, each.observed, each.published, each.confidence == SURE)
        for each in summary.alleles
    ]
    drawn = beside_published(summary.marker, rows) if rows else None
    return MarkerLine(summary, tuple(counts.get(status, 0) for status in STATUSES), drawn)
