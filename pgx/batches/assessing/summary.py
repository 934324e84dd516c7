"""Merged counts -> what the page of a batch shows: shares, call rates, frequencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pgx.batches.assessing.counting import BINS_A_DOUBLING
from pgx.batches.options import Options
from pgx.knowledge import catalogue, releases
from pgx.science.hardy_weinberg import HardyWeinberg, allele_counts, check
from pgx.science.knowledge import Knowledge
from pgx.science.panel import Genotype

TABLE = "allele_frequencies"
# Of a palindromic marker only heterozygotes are read then: shares of its alleles would lie.
NO_STRAND = "homozygotes are left out, for nobody said their strand: give the orientation"


@dataclass(frozen=True)
class Share:
    """How many have a value, and which part of all that is."""

    name: str
    count: int
    share: float


@dataclass(frozen=True)
class Bin:
    """Rows whose response ratio lies from `low` to below `high`."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class AlleleFrequency:
    """An allele in the file, and as published for the population that the user names.

    `published` is None where nothing is; `row` is the row of the release behind it.
    """

    allele: str
    count: int
    observed: float
    published: float | None = None
    reference: str = ""
    citation: str = ""
    confidence: str = ""
    note: str = ""
    row: str = ""


@dataclass(frozen=True)
class MarkerSummary:
    """The calls of one marker, each subject's row once.

    `hardy_weinberg` is None where `why_no_check` says why; `alleles` are empty where the
    calls are a biased sample of them.
    """

    marker: str
    statuses: tuple[Share, ...]
    call_rate: float
    genotypes: tuple[Share, ...]
    alleles: tuple[AlleleFrequency, ...]
    hardy_weinberg: HardyWeinberg | None
    why_no_check: str


@dataclass(frozen=True)
class Summary:
    """A batch in numbers. `responses` goes by drug, gene and functional class."""

    records: int
    subjects: int
    results: int
    refused: int
    population: str
    markers: tuple[MarkerSummary, ...]
    phenotypes: Mapping[str, tuple[Share, ...]]
    categories: Mapping[str, tuple[Share, ...]]
    responses: Mapping[str, Mapping[str, Mapping[str, tuple[Bin, ...]]]]
    signals: tuple[Share, ...]
    flags: tuple[Share, ...]
    errors: tuple[Share, ...]


def summarise(merged: Mapping[str, Any], options: Options, knowledge: Knowledge) -> Summary:
    """The numbers of a page. Raises NoRelease where a population's release is not loaded."""
    published = _published(knowledge, options.population) if options.population else {}
    statuses = merged.get("statuses", {})
    return Summary(
        **{name: merged.get(name, 0) for name in ("records", "subjects", "results", "refused")},
        population=options.population,
        markers=tuple(_marker(knowledge, merged, name, published) for name in statuses),
        phenotypes={name: shares(own) for name, own in merged.get("phenotypes", {}).items()},
        categories={name: shares(own) for name, own in merged.get("categories", {}).items()},
        responses={drug: _by_class(own) for drug, own in merged.get("responses", {}).items()},
        signals=shares(merged.get("signals", {})),
        flags=shares(merged.get("flags", {}), merged.get("results", 0)),
        errors=shares(merged.get("errors", {})),
    )


def shares(counts: Mapping[str, int], of: int = 0) -> tuple[Share, ...]:
    """The most frequent first; shares of their sum, or of `of`."""
    total = of or sum(counts.values())
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Share(name, count, count / total) for name, count in ordered)


def _by_class(own: Mapping[str, Any]) -> dict[str, dict[str, tuple[Bin, ...]]]:
    return {
        gene: {name: tuple(_bins(bins)) for name, bins in classes.items()}
        for gene, classes in own.items()
    }


def _bins(counts: Mapping[str, int]) -> Iterator[Bin]:
    for place, count in sorted((int(place), count) for place, count in counts.items()):
        ends = (2 ** ((place + side) / BINS_A_DOUBLING) for side in (-0.5, 0.5))
        yield Bin(*ends, count)


def _marker(
    knowledge: Knowledge,
    merged: Mapping[str, Any],
    name: str,
    published: Mapping[tuple[str, str], AlleleFrequency],
) -> MarkerSummary:
    statuses, genotypes = merged["statuses"][name], merged["genotypes"][name]
    counts: dict[Genotype, int] = {tuple(g.split("/")): n for g, n in genotypes.items()}
    is_biased = knowledge.markers[name].palindromic and "ambiguous" in statuses
    found = NO_STRAND if is_biased else check(knowledge.markers[name], counts)
    is_checked = isinstance(found, HardyWeinberg)
    return MarkerSummary(
        name,
        shares(statuses),
        statuses.get("called", 0) / sum(statuses.values()),
        shares(genotypes),
        () if is_biased else tuple(_alleles(knowledge, name, counts, published)),
        found if is_checked else None,
        "" if is_checked else found,
    )


def _alleles(
    knowledge: Knowledge,
    marker: str,
    counts: Mapping[Genotype, int],
    published: Mapping[tuple[str, str], AlleleFrequency],
) -> Iterator[AlleleFrequency]:
    """Every allele that was found or that has a published frequency, in the marker's order."""
    found = allele_counts(counts)
    total = max(1, sum(found.values()))
    for allele in knowledge.markers[marker].by_allele:
        count, known = found.get(allele, 0), published.get((marker, allele))
        if count or (known and found):
            plain = AlleleFrequency(allele, count, count / total)
            yield replace(known, count=count, observed=count / total) if known else plain


def _published(knowledge: Knowledge, population: str) -> dict[tuple[str, str], AlleleFrequency]:
    """The release's frequencies in a group, by marker and allele, each with its source."""
    rows = catalogue.where(releases.name(knowledge.version), TABLE, group=population)
    return {
        (row.values["marker"], row.values["allele"]): AlleleFrequency(
            row.values["allele"],
            count=0,
            observed=0.0,
            published=row.values["frequency"],
            reference=row.values["reference"],
            citation=knowledge.references[row.values["reference"]].citation,
            confidence=row.values["confidence"],
            note=row.values["note"],
            row=row.row,
        )
        for row in rows
    }
