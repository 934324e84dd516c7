"""Markers: what a guideline does with each, what studies found, how common it is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pgx.assessments.question import find_marker
from pgx.knowledge.catalogue import Entry
from pgx.web.knowledge import common, mentions
from pgx.web.knowledge.associations import directions
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.modelled import modelled, own_ratios
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.results import results
from pgx.web.knowledge.standing import standing
from pgx.web.knowledge.studies import studies


@reading("web/knowledge/markers.html")
def markers(library: Library) -> Context:
    """Every marker, with how strong its evidence is and what the model does with it."""
    rows = library.all("markers")
    used = [row for row in rows if row.values["used_in_model"]]
    return {"title": _("Markers"), "markers": rows, "used": used}


@reading("web/knowledge/marker.html")
def marker(library: Library, key: str) -> Context:
    """A marker: one sentence first, then what stands behind it."""
    found = find_marker(library.knowledge, key)
    entry = library.one("markers", key, found.marker if found else None)
    gene = library.row(f"genes/{entry.values['gene']}")
    return {
        "title": entry.key,
        "marker": entry,
        "gene": gene,
        "standing": standing(library, entry.values["gene"]),
        "studies": studies(
            library, directions(library, entry.key), list(own_ratios(library, entry.key))
        ),
        "results": results(library.knowledge, entry.key),
        "model": modelled(library, marker=entry.key),
        **_how_common(library, entry),
        **_said(library, entry),
    }


def _how_common(library: Library, entry: Entry) -> Context:
    is_star = entry.values["kind"] == "star"
    alleles = (common.star_alleles if is_star else common.by_allele)(library, entry.key)
    haplotypes = common.haplotypes(library, entry.key)
    return {
        "alleles": alleles,
        "haplotypes": haplotypes,
        "samples": common.samples((*alleles, *haplotypes)),
    }


def _said(library: Library, entry: Entry) -> Context:
    heard = mentions.controversies(library, "markers", entry.key)
    names = [entry.key, *entry.values["aliases"]]
    told = directions(library, entry.key)
    published = filter(None, (library.row(f"associations/{row.key}") for row in told))
    return {
        "heard": heard,
        "beliefs": mentions.misconceptions(library, heard, names),
        "claims": mentions.claims(library, names),
        "sources": library.sources([entry, *published, *heard]),
    }
