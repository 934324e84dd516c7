"""Every drug with one panel: by guideline category, then by name, never by a modelled number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from pgx.assessments.answer import ResultAnswer
from pgx.web.charts.drawing import Text
from pgx.web.explore import drug_address
from pgx.web.no_statement import REASONS, WAITS, reason, title

MEANING: dict[str, str | Promise] = {
    "stopped": _("Nothing is modelled beside this co-medication."),
    "consider another drug": _("The leading statement prefers another drug for this genotype."),
    "consider another dose or slower titration": _(
        "The leading statement keeps the drug and changes how it is begun or dosed."
    ),
    "usual start": _("The leading statement starts as usual for this genotype."),
    "no guideline statement": _(
        "No statement leads: none exists, none covers this genotype, or the gene was not read. "
        "That is no all-clear."
    ),
}


CHANGES = ("consider another drug", "consider another dose or slower titration")
NO_STATEMENT = "no guideline statement"


@dataclass(frozen=True)
class Drug:
    """One drug's answer, and the address that opens all of it."""

    result: ResultAnswer
    address: str


@dataclass(frozen=True)
class Group:
    """Drugs of one category that have the same reason, from A to Z; no title for a whole one."""

    title: Text
    drugs: tuple[Drug, ...]


@dataclass(frozen=True)
class Category:
    """One guideline category with its drugs."""

    name: str
    meaning: Text
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """How many drugs it has."""
        return sum(len(group.drugs) for group in self.groups)


def by_category(results: Iterable[ResultAnswer], given: dict[str, str]) -> list[Category]:
    """The answers, which come in this order, under their categories."""
    groups = groupby(results, lambda result: result.recommendation.category)
    return [
        Category(name, MEANING[name], _groups(name, [_drug(each, given) for each in found]))
        for name, found in groups
    ]


def finding(categories: Sequence[Category]) -> str:
    """For how many drugs a statement advises a change, and how many wait for a gene."""
    changed = sum(each.size for each in categories if each.name in CHANGES)
    waiting = [
        drug
        for each in categories
        if each.name == NO_STATEMENT
        for group in each.groups
        for drug in group.drugs
        if reason(drug.result) == WAITS
    ]
    said = ngettext(
        "For %(count)s drug a statement advises a change.",
        "For %(count)s drugs a statement advises a change.",
        changed,
    )
    more = ngettext(
        "%(count)s waits for a gene that was not read.",
        "%(count)s wait for a gene that was not read.",
        len(waiting),
    )
    texts = [said % {"count": changed}] if changed else [gettext("No statement advises a change.")]
    return " ".join([*texts, *([more % {"count": len(waiting)}] if waiting else [])])


def _groups(category: str, drugs: list[Drug]) -> tuple[Group, ...]:
    """Without a statement the reasons differ, and each has a group."""
    if category != NO_STATEMENT:
        return (Group("", tuple(drugs)),)
    found: dict[str, list[Drug]] = {}
    for drug in drugs:
        found.setdefault(reason(drug.result), []).append(drug)
    return tuple(
        Group(title(each, [drug.result for drug in found[each]]), tuple(found[each]))
        for each in REASONS
        if each in found
    )


def _drug(result: ResultAnswer, given: dict[str, str]) -> Drug:
    return Drug(result, drug_address(given, result.drug))
