"""Genes: what each is, which bodies act on it, what the model does with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pgx.knowledge.catalogue import Entry
from pgx.web.knowledge import common, mentions
from pgx.web.knowledge.associations import directions, others
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.modelled import modelled
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.standing import Standing, standing
from pgx.web.knowledge.studies import studies

ROLES: dict[str, str | Promise] = {
    "exposure": gettext_lazy("Genes that change the level in blood"),
    "mechanism": gettext_lazy("Genes of the modelled mechanism"),
    "knowledge": gettext_lazy("Genes that are knowledge only"),
}
ROLE: dict[str, str | Promise] = {
    "exposure": gettext_lazy("It changes how much of a drug is in the blood."),
    "mechanism": gettext_lazy("The teaching model lets it change the mechanism."),
    "knowledge": gettext_lazy("It is knowledge only: the model does not use it."),
}


class Line(NamedTuple):
    """A gene in the list."""

    gene: Entry
    markers: list[Entry]
    standing: Standing


@reading("web/knowledge/genes.html")
def genes(library: Library) -> Context:
    """Every gene, by what it acts on."""
    groups = [
        (name, [_line(library, row) for row in library.where("genes", role=role)])
        for role, name in ROLES.items()
    ]
    acted_on = [line.gene for _name, lines in groups for line in lines if line.standing.acting]
    return {
        "title": _("Genes"),
        "groups": groups,
        "acted_on": acted_on,
        "by_level": all(row.values["role"] == "exposure" for row in acted_on),
    }


@reading("web/knowledge/gene.html")
def gene(library: Library, key: str) -> Context:
    """A gene: its markers, its phenotypes, what the bodies say, what the model does."""
    entry = library.one("genes", key)
    markers = library.where("markers", gene=entry.key)
    return {
        "title": entry.key,
        "gene": entry,
        "role": ROLE[entry.values["role"]],
        "markers": markers,
        "standing": standing(library, entry.key),
        "otherwise": library.where("body_phenotypes", gene=entry.key),
        "scores": library.where("activity_scores", gene=entry.key),
        "phenotypes": library.where("phenotypes", gene=entry.key),
        "alleles": common.star_alleles(library, entry.key),
        "model": modelled(library, gene=entry.key),
        "variants": [
            (variant, studies(library, rows))
            for variant, rows in others(library, entry.key).items()
        ],
        "studied": [
            (marker, count) for marker in markers if (count := len(directions(library, marker.key)))
        ],
        **_said(library, entry),
    }


def _line(library: Library, row: Entry) -> Line:
    return Line(row, library.where("markers", gene=row.key), standing(library, row.key))


def _said(library: Library, entry: Entry) -> Context:
    names = [entry.key, *_aliases(library, entry.key)]
    heard = mentions.controversies(library, "genes", entry.key)
    return {
        "heard": heard,
        "beliefs": mentions.misconceptions(library, heard, names),
        "claims": mentions.claims(library, names),
        "sources": library.sources([entry, *heard]),
    }


def _aliases(library: Library, gene: str) -> Iterator[str]:
    """The markers of a gene, by every name."""
    for marker in library.where("markers", gene=gene):
        yield marker.key
        yield from marker.values["aliases"]
