"""Counterfactual switches: the same question with one gene in another state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations_with_replacement, product

from pgx.assessments.answer import CounterfactualAnswer
from pgx.assessments.question import find_marker
from pgx.assessments.wording import as_genotype
from pgx.science.knowledge import Knowledge, Marker, Modifier
from pgx.science.panel import Call, Orientation, read_call
from pgx.science.phenotypes import SERT_MARKERS, allele_count, metabolizer, triallelic_class
from pgx.web.explore import panel_address

STRAND: Orientation = "literature"
Texts = Mapping[str, str]


def switched_to(knowledge: Knowledge, given: Texts, each: CounterfactualAnswer) -> str:
    """The address with this genotype in place; empty where no genotype alone leads there."""
    declared: Orientation | None = "plus" if given.get("orientation") == "plus" else None
    if given.get("orientation") == STRAND:
        declared = STRAND
    found = states(knowledge, each.gene, each.marker, declared).get(each.becomes)
    if found is None and not declared and _reads_the_same(knowledge, given):
        found = states(knowledge, each.gene, each.marker, STRAND).get(each.becomes)
        given = {**given, "orientation": STRAND}
    return panel_address(_without(knowledge, given, found) | found) if found else ""


def _without(knowledge: Knowledge, given: Texts, found: Texts) -> dict[str, str]:
    """The question without its own genotypes of these markers, by whatever name."""
    markers = [find_marker(knowledge, name) for name in found]
    return {
        name: text for name, text in given.items() if find_marker(knowledge, name) not in markers
    }


def _reads_the_same(knowledge: Knowledge, given: Texts) -> bool:
    """Whether declaring the strand changes how no genotype that was given is read."""
    marked = [(find_marker(knowledge, name), text) for name, text in given.items()]
    return all(
        read_call(marker, text).alleles == read_call(marker, text, STRAND).alleles
        for marker, text in marked
        if marker
    )


@lru_cache(maxsize=256)
def states(
    knowledge: Knowledge, gene: str, marker: str, declared: Orientation | None
) -> Mapping[str, Texts]:
    """For each phenotype or class of a gene, the first genotypes that give it."""
    modifiers = (m for m in knowledge.modifiers.values() if (m.gene, m.marker) == (gene, marker))
    modifier = next(modifiers, None)
    found = (
        _of_modifier(knowledge, modifier, declared)
        if modifier
        else _of_enzyme(knowledge, knowledge.markers[gene])
    )
    first: dict[str, Texts] = {}
    for name, texts in found:
        first.setdefault(name, texts)
    return first


def _of_enzyme(knowledge: Knowledge, marker: Marker) -> Iterator[tuple[str, Texts]]:
    # The first allele of each function is enough: a phenotype goes by function or activity.
    first = {(a.function, a.activity, a.at_least): a.allele for a in reversed(marker.alleles)}
    alleles = [each.allele for each in marker.alleles if each.allele in first.values()]
    for text, call in _genotypes(marker, alleles, None):
        yield metabolizer(knowledge, marker.gene, call).phenotype, {marker.marker: text}


def _of_modifier(
    knowledge: Knowledge, modifier: Modifier, declared: Orientation | None
) -> Iterator[tuple[str, Texts]]:
    names = SERT_MARKERS if modifier.marker in SERT_MARKERS else (modifier.marker,)
    markers = [knowledge.markers[name] for name in names]
    for chosen in product(*(list(_genotypes(each, _names(each), declared)) for each in markers)):
        calls = [call for _text, call in chosen]
        count = (
            triallelic_class(knowledge, *calls)
            if len(calls) > 1
            else allele_count(modifier, *calls)
        ).count
        if count is not None:
            texts = {each.marker: text for each, (text, _call) in zip(markers, chosen, strict=True)}
            yield as_genotype(knowledge, modifier, count), texts


def _names(marker: Marker) -> list[str]:
    return [each.allele for each in marker.alleles]


def _genotypes(
    marker: Marker, alleles: list[str], declared: Orientation | None
) -> Iterator[tuple[str, Call]]:
    """Every genotype of these alleles that can be read, as its text and its call."""
    for pair in combinations_with_replacement(alleles, 2):
        text = "/".join(pair)
        call = read_call(marker, text, declared)
        if call.status == "called":
            yield text, call
