import pytest

from pgx.science.panel import read_call
from tests.ehr.reading.test_genotypes import read
from tests.ehr.reading.variant import ABSENT, HEMIZYGOUS, HOMOZYGOUS, variant

NO_CALL = "LA18198-4"


def called(knowledge, given):
    """What the science makes of the one genotype that a variant gives."""
    found = read(knowledge, given)
    assert found.unread == []
    ((marker, text),) = found.texts.items()
    call = read_call(knowledge.markers[marker], text, found.orientation.get(marker))
    return marker, call.genotype


@pytest.mark.parametrize(
    ("given", "marker", "genotype"),
    [
        (variant(), "rs6295", "C/G"),
        (variant(rsid="6295"), "rs6295", "C/G"),
        (variant(ref="G", alt="C"), "rs6295", "C/G"),
        # The literature writes the other strand of this position: plus C is its G.
        (variant(HOMOZYGOUS, ref="G", alt="C"), "rs6295", "G/G"),
        (variant("", present=ABSENT, ref="G"), "rs6295", "C/C"),
        (variant(HOMOZYGOUS, rsid="rs6265", ref="C", alt="T"), "rs6265", "A/A"),
        (variant(HEMIZYGOUS, rsid="rs6318", ref="C", alt="G"), "rs6318", "G"),
        (variant(HOMOZYGOUS, rsid="", hgvs="NC_000005.10:g.63962738G>C"), "rs6295", "G/G"),
        (variant("", rsid="", present=ABSENT, hgvs="NC_000022.11:g.19963748G>A"), "rs4680", "G/G"),
    ],
)
def test_state_and_alleles_give_a_genotype(knowledge, given, marker, genotype):
    assert called(knowledge, given) == (marker, genotype)


def test_present_in_words_is_present(knowledge):
    given = variant()
    given["valueCodeableConcept"] = {"text": "Present"}
    given["component"][1]["valueCodeableConcept"] = {"text": "heterozygous"}

    assert called(knowledge, given) == ("rs6295", "C/G")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (variant(HOMOZYGOUS), "alternate allele are not both given"),
        (variant(present=ABSENT), "alternate allele are not both given"),
        (variant(""), "one or both alleles"),
        (variant(present=NO_CALL), "neither present nor absent"),
        (variant(HEMIZYGOUS, ref="G", alt="C"), "on the X chromosome only, and this is 5"),
        (variant(rsid="rs99999999"), "names no marker"),
        (variant(rsid="", hgvs="NC_000005.9:g.63258565G>C"), "send the dbSNP id"),
        (variant(rsid="", hgvs="NC_000005.10:g.1G>C"), "send the dbSNP id"),
        (variant(rsid="", hgvs="NM_001709.5:c.196G>A"), "send the dbSNP id"),
        (variant(hgvs="NC_000022.11:g.19963748G>A"), "names rs6295 and rs4680"),
    ],
)
def test_other_variants_are_not_guessed(knowledge, given, says):
    found = read(knowledge, given)

    assert found.texts == {}
    assert says in found.unread[0]
