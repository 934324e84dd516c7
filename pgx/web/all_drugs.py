"""Every drug with one panel: by guideline category, then by name, never by a modelled number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx.assessments.answer import ResultAnswer
from pgx.web.charts.drawing import Text
from pgx.web.explore import drug_address

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


@dataclass(frozen=True)
class Drug:
    """One drug's answer, and the address that opens all of it."""

    result: ResultAnswer
    address: str


@dataclass(frozen=True)
class Category:
    """The drugs of one guideline category, from A to Z."""

    name: str
    meaning: Text
    drugs: tuple[Drug, ...]


def by_category(results: Iterable[ResultAnswer], given: dict[str, str]) -> list[Category]:
    """The answers, which come in this order, under their categories."""
    groups = groupby(results, lambda result: result.recommendation.category)
    return [
        Category(name, MEANING[name], tuple(_drug(each, given) for each in found))
        for name, found in groups
    ]


def _drug(result: ResultAnswer, given: dict[str, str]) -> Drug:
    return Drug(result, drug_address(given, result.drug))
