"""How common an allele is, by group of samples. The groups stand in the order of their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pgx.knowledge.catalogue import Entry
from pgx.web.charts.drawing import Drawing
from pgx.web.charts.frequencies import Frequencies, Share, frequencies
from pgx.web.knowledge import words
from pgx.web.knowledge.library import Library

MOST_ALLELES = 8  # star alleles, those that reach highest in any group
# The haplotype of each marker of 5-HTTLPR and rs25531 whose share is drawn.
HAPLOTYPES = {"5-HTTLPR": "Sa", "rs25531": "Lg"}


@dataclass(frozen=True)
class Allele:
    """An allele in all groups: the chart, and its rows beside their drawings."""

    allele: str
    chart: Frequencies
    rows: tuple[tuple[Entry, Share, Drawing], ...]


def by_allele(library: Library, marker: str) -> list[Allele]:
    """The alleles of a marker of letters or lengths."""
    found: dict[str, list[Entry]] = {}
    for row in library.where("allele_frequencies", marker=marker):
        found.setdefault(row.values["allele"], []).append(row)
    return [_allele(allele, rows) for allele, rows in found.items()]


def star_alleles(library: Library, gene: str) -> list[Allele]:
    """The star alleles of a gene that reach highest in any group, in their own order."""
    found: dict[str, list[Entry]] = {}
    for row in library.where("star_allele_frequencies", gene=gene):
        found.setdefault(row.values["allele"], []).append(row)
    highest = {
        allele: max(row.values["frequency"] for row in rows) for allele, rows in found.items()
    }
    shown = sorted(highest, key=lambda allele: highest[allele])[-MOST_ALLELES:]
    return [_allele(allele, found[allele]) for allele in found if allele in shown]


def haplotypes(library: Library, marker: str) -> list[Allele]:
    """The samples in which 5-HTTLPR and rs25531 were read together, or one of them."""
    if marker not in HAPLOTYPES:
        return []
    wanted = {"purpose": "observed", "haplotype": HAPLOTYPES[marker]}
    rows = library.where("sert_haplotype_frequencies", **wanted)
    return [_allele(HAPLOTYPES[marker], rows)] if rows else []


def samples(alleles: Iterable[Allele]) -> list[tuple[str, Entry]]:
    """What is known of the samples: each note once, with the groups that it is about."""
    found: dict[str, list[Entry]] = {}
    for allele in alleles:
        for entry, _share, _drawing in allele.rows:
            found.setdefault(entry.values.get("note", ""), []).append(entry)
    return [
        (", ".join(str(words.group(row.values["group"])) for row in rows), rows[0])
        for note, rows in found.items()
        if note
    ]


def _allele(allele: str, rows: Iterable[Entry]) -> Allele:
    ordered = sorted(rows, key=lambda row: row.values["group"])
    shares = [_share(row) for row in ordered]
    chart = frequencies(allele, shares)
    return Allele(allele, chart, tuple(zip(ordered, shares, chart.drawings, strict=True)))


def _share(row: Entry) -> Share:
    values = row.values
    is_sure = values["confidence"] == "verified"
    name = str(words.group(values["group"]))
    return Share(name, values["frequency"], values.get("high"), is_sure)
