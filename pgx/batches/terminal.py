"""A batch in numbers, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pgx.batches.assessing.summary import AlleleFrequency, MarkerSummary, Share, Summary
from pgx.rounding import show

LEAST_P = 0.001  # a smaller p is not told exactly: the check is an approximation


def summary_lines(summary: Summary) -> Iterator[str]:
    """Errors, markers, phenotypes by gene, and guideline categories by drug."""
    if summary.errors:
        yield f"Errors: {_counted(summary.errors)}"
    yield "Markers"
    for marker in summary.markers:
        yield from _of_marker(marker, summary.population)
    for title, found in (
        ("Phenotypes by genotype, once a subject", summary.phenotypes),
        ("Guideline categories, once a result", summary.categories),
    ):
        yield title
        yield from (f"  {name:14} {_counted(own)}" for name, own in found.items())


def _of_marker(marker: MarkerSummary, population: str) -> Iterator[str]:
    yield f"  {marker.marker:14} {_counted(marker.statuses)}"
    if marker.alleles:
        yield f"    alleles: {', '.join(_allele(each, population) for each in marker.alleles)}"
    if marker.genotypes:
        yield f"    Hardy-Weinberg: {_check(marker)}"


def _check(marker: MarkerSummary) -> str:
    found = marker.hardy_weinberg
    if not found:
        return f"not checked: {marker.why_no_check}"
    p = f"p {show(found.p, 2)}" if found.p >= LEAST_P else f"p below {LEAST_P}"
    rough = "; rough, for few are expected of a genotype" if found.is_rough else ""
    return f"chi-square {show(found.chi_square)}, {p}{rough}"


def _allele(own: AlleleFrequency, population: str) -> str:
    """An allele's share, and the published one with what it rests on."""
    here = f"{own.allele} {_percent(own.observed)}"
    if own.published is None:
        return here
    published = _percent(own.published)
    return f"{here} ({population} {published}, {own.reference}, {own.confidence})"


def _counted(shares: Sequence[Share]) -> str:
    return ", ".join(f"{each.count} {each.name} ({_percent(each.share)})" for each in shares)


def _percent(share: float) -> str:
    return f"{show(100 * share, 2)} %"
