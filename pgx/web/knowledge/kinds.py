"""The kinds of disagreement, and what a body does, in words."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx.assessments.cells import Cell, Mark, Variant
from pgx.assessments.splits_wording import SPLITS
from pgx.science.knowledge import DisagreementKind


class Kind(NamedTuple):
    """A kind of disagreement: its letter on the map, its name, what it means, a heading."""

    letter: str
    name: Promise
    meaning: Promise
    finding: Promise


KINDS: dict[DisagreementKind, Kind] = {
    "agree": Kind(
        "A",
        _("agree"),
        _(
            "Nothing parts those that speak, be it all or one alone. "
            "Also where one guideline is silent and the other has no recommendation to give."
        ),
        SPLITS["agree"],
    ),
    "dose form": Kind(
        "D",
        _("dose form"),
        _("All ask for a change; a body separates tablets from drops, or ages."),
        SPLITS["dose form"],
    ),
    "evidence cut-off": Kind(
        "E",
        _("evidence cut-off"),
        _("One source asks for a change where another finds the evidence too thin for one."),
        SPLITS["evidence cut-off"],
    ),
    "phenotype definition": Kind(
        "P",
        _("phenotype definition"),
        _("The bodies class this result differently, before any advice."),
        SPLITS["phenotype definition"],
    ),
    "silent": Kind(
        "S",
        _("silent"),
        _(
            "A guideline body has nothing on this gene and drug while another body advises, "
            "or neither guideline has anything. Silence is not safety."
        ),
        SPLITS["silent"],
    ),
    "threshold": Kind(
        "T",
        _("threshold"),
        _("Both guidelines ask for a change, by another step or another number."),
        SPLITS["threshold"],
    ),
}

# What a place is called where "agree" or "silent" would say more than the bodies do.
NOBODY = Kind(
    "A",
    _("no body speaks"),
    _("No body says anything of this phenotype: nothing is advised, and nothing ruled out."),
    _("no body says anything here"),
)
ALONE = Kind(
    "A",
    _("one body speaks"),
    _("One body alone says something here; it is no agreement of several."),
    _("one body speaks"),
)
NOT_TOGETHER = Kind(
    "S",
    _("no table for both genes"),
    _("A guideline body has no table for both genes together; it speaks of one gene at a time."),
    _("not every body reads both genes together"),
)

MARKS: dict[Mark, Promise] = {
    "asks": _("asks for a change"),
    "divided": _("asks in one document, not in another"),
    "none": _("speaks, and asks for none"),
    "no row": _("no row for this phenotype"),
    "silent": _("silent"),
}
APART = _("no table for both genes")  # the mark of places that are not drawn on the map


def kinds_in_words(cell: Cell) -> list[Kind]:
    """The kinds of a place, as true as its marks."""
    return list(dict.fromkeys(map(kind_in_words, cell.variants)))


def kind_in_words(variant: Variant) -> Kind:
    """The kind of a variant; that of the dossier says nothing of how many bodies speak."""
    kind = KINDS[variant.kind]
    if any(each.apart and each.is_guideline for each in variant.positions):
        return NOT_TOGETHER
    if not variant.speaking:
        return NOBODY if variant.kind == "agree" else kind._replace(finding=NOBODY.finding)
    return ALONE if variant.kind == "agree" and variant.speaking == 1 else kind
