"""A Variant Observation -> a genotype, where its state and its alleles give one."""

from __future__ import annotations

from pgx.ehr.fhir.codes import (
    ABSENT,
    ALLELIC_STATE,
    ALT_ALLELE,
    HEMIZYGOUS,
    HETEROZYGOUS,
    HOMOZYGOUS,
    PRESENT,
    REF_ALLELE,
)
from pgx.ehr.reading.declared import Observation
from pgx.ehr.reading.naming import hgvs_of
from pgx.ehr.reading.positions import find_substitution
from pgx.science.knowledge import Knowledge, Marker
from pgx.science.panel import X

NO_ALLELES = "the reference and the alternate allele are not both given; send the genotype"


def genotype_of(knowledge: Knowledge, marker: Marker, variant: Observation) -> tuple[str, str]:
    """The genotype, and why there is none: one of them is empty.

    In the Genomics Reporting guide alleles are letters of the plus strand.
    """
    reference, alternate = _alleles(knowledge, marker, variant)
    if variant.value_is(ABSENT):
        return (f"{reference}/{reference}", "") if reference else ("", NO_ALLELES)
    if not variant.value_is(PRESENT):
        return "", "it says neither present nor absent"
    states = variant.parts(ALLELIC_STATE)
    if any(each.value_is(HETEROZYGOUS) for each in states):
        return _heterozygous(marker, reference, alternate)
    if any(each.value_is(HOMOZYGOUS) for each in states):
        return (f"{alternate}/{alternate}", "") if alternate else ("", NO_ALLELES)
    if any(each.value_is(HEMIZYGOUS) for each in states):
        return _hemizygous(marker, alternate)
    return "", "it does not say whether one or both alleles are changed; send the genotype"


def _heterozygous(marker: Marker, reference: str, alternate: str) -> tuple[str, str]:
    """A position with two known letters has both, whichever is the reference."""
    letters = [allele.allele for allele in marker.alleles]
    if reference and alternate:
        return f"{reference}/{alternate}", ""
    return ("/".join(letters), "") if len(letters) == 2 else ("", NO_ALLELES)


def _hemizygous(marker: Marker, alternate: str) -> tuple[str, str]:
    if marker.chromosome != X:
        return "", f"hemizygous is read on the X chromosome only, and this is {marker.chromosome}"
    return (alternate, "") if alternate else ("", NO_ALLELES)


def _alleles(knowledge: Knowledge, marker: Marker, variant: Observation) -> tuple[str, str]:
    """The reference and the alternate letter, from components, else from HGVS."""
    given = [[part.value for part in variant.parts(code)] for code in (REF_ALLELE, ALT_ALLELE)]
    reference, alternate = (letters[0] if len(letters) == 1 else "" for letters in given)
    for name in hgvs_of(variant):
        found = find_substitution(knowledge, name)
        if found and found[0] is marker:
            reference, alternate = reference or found[1], alternate or found[2]
    return reference, alternate
