"""The kinds of disagreement, and what a body does, in words."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx.assessments.cells import Mark
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
        _("Those that speak say the same, if in other words."),
        _("the bodies agree"),
    ),
    "dose form": Kind(
        "D",
        _("dose form"),
        _("All ask for a change; a body separates tablets from drops, or ages."),
        _("all ask for a change, and the dose form parts them"),
    ),
    "evidence cut-off": Kind(
        "E",
        _("evidence cut-off"),
        _("One source asks for a change where another finds the evidence too thin for one."),
        _("one source asks for a change, another does not"),
    ),
    "phenotype definition": Kind(
        "P",
        _("phenotype definition"),
        _("The bodies class this result differently, before any advice."),
        _("the bodies class the result differently"),
    ),
    "silent": Kind(
        "S",
        _("silent"),
        _("A guideline body has nothing on this gene and drug. Silence is not safety."),
        _("a guideline body is silent"),
    ),
    "threshold": Kind(
        "T",
        _("threshold"),
        _("Both guidelines ask for a change, by another step or another number."),
        _("the guidelines ask for different steps or numbers"),
    ),
}

MARKS: dict[Mark, Promise] = {
    "asks": _("asks for a change"),
    "divided": _("asks in one document, not in another"),
    "none": _("speaks, and asks for none"),
    "no row": _("no row for this phenotype"),
    "silent": _("silent"),
}
