"""What belongs to a row, from the other tables of its release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pgx.api.knowledge.links import Links, parts
from pgx.knowledge import catalogue
from pgx.knowledge.catalogue import Entry, where
from pgx.knowledge.releases import ReleaseName

Related = dict[str, Any]


def of_gene(release: ReleaseName, entry: Entry, links: Links) -> Related:
    """Its markers, and where statements about it are listed."""
    markers = where(release, "markers", gene=entry.key)
    return {
        "markers": [links.result("markers", each) for each in markers],
        "guideline_statements_url": links.rows("guideline-statements", gene=entry.key),
    }


def of_marker(release: ReleaseName, entry: Entry, links: Links) -> Related:
    """Its alleles and how common they are; of a star-allele locus its gene's."""
    gene = entry.values["gene"] if entry.values["kind"] == "star" else ""
    return {
        "alleles": parts(where(release, "alleles", marker=entry.key)),
        "allele_frequencies": parts(where(release, "allele_frequencies", marker=entry.key)),
        "star_allele_definitions": parts(where(release, "star_allele_definitions", gene=gene)),
        "star_allele_frequencies": parts(where(release, "star_allele_frequencies", gene=gene)),
    }


def of_drug(release: ReleaseName, entry: Entry, links: Links) -> Related:
    """Its codes, numbers, binding (its active metabolite's too) and exposure ratios."""
    ligands = filter(None, (entry.key, entry.values["active_metabolite"]))
    binding = (row for each in ligands for row in where(release, "binding", ligand=each))
    return {
        "drug_codes": parts(where(release, "drug_codes", drug=entry.key)),
        "drug_values": parts(where(release, "drug_values", drug=entry.key)),
        "binding": parts(binding),
        "exposure_ratios": parts(where(release, "exposure_ratios", drug=entry.key)),
        "guideline_statements_url": links.rows("guideline-statements", drug=entry.key),
    }


def of_statement(release: ReleaseName, entry: Entry, links: Links) -> Related:
    """Its reference in full."""
    (reference,) = _references(release, entry, links)
    return {"reference": reference}


def of_claim(release: ReleaseName, entry: Entry, links: Links) -> Related:
    """Its references in full."""
    return {"references": [*_references(release, entry, links)]}


def of_reference(release: ReleaseName, entry: Entry, links: Links) -> Related:
    """How many rows cite it, by table."""
    return {"cited_by": dict(catalogue.citations(release).get(entry.key, {}))}


def of_release(release: ReleaseName, entry: Entry, links: Links) -> Related:
    """Nothing: a release is what the rows belong to."""
    return {}


def _references(release: ReleaseName, entry: Entry, links: Links) -> Iterator[dict[str, Any]]:
    known = catalogue.listing(release, "references").by_key
    values = entry.values
    for key in values.get("references", [values.get("reference")]):
        yield links.result("references", known[key])
