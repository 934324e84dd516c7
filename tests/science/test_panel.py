import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgx.science.panel import read_call, read_panel


def call(knowledge, marker, text, orientation=None):
    return read_call(knowledge.markers[marker], text, orientation)


@pytest.mark.parametrize(
    ("marker", "text", "genotype"),
    [
        ("rs25531", "A/G", "A/G"),
        ("rs25531", "G|A", "A/G"),
        ("rs25531", " ag ", "A/G"),
        ("rs25531", "T/C", "A/G"),  # plus strand
        ("rs25531", "rs25531 A;G", "A/G"),
        ("5-HTTLPR", "L/S", "L/S"),
        ("5-HTTLPR", "sl", "L/S"),
        ("5-HTTLPR", "16/14", "L/S"),
        ("5-HTTLPR", "La/Lg", "La/Lg"),
        ("rs6265", "Val/Met", "G/A"),
        ("rs6265", "met/met", "A/A"),
        ("rs6265", "T/T", "A/A"),  # plus strand
        ("rs6295", "C/G", "C/G"),
        ("CYP2C19", "*17/*1", "*1/*17"),
        ("CYP2C19", "*1*2", "*1/*2"),
        ("CYP2C19", "CYP2C19 *2/*2", "*2/*2"),
        ("CYP2C19", "*1/*17", "*1/*17"),
        ("CYP2C19", " *1 | *17 ", "*1/*17"),
        ("rs25531", "AG", "A/G"),
        ("rs25531", "G/A", "A/G"),
        ("rs25531", "A|G", "A/G"),
        ("rs25531", " a / g ", "A/G"),
        ("5-HTTLPR", "l/s", "L/S"),
        ("5-HTTLPR", "LA/LG", "La/Lg"),
        ("5-HTTLPR", " 14 | 16 ", "L/S"),
        ("STin2", "12/12", "12/12"),
        ("STin2", "10R/12R", "12/10"),
        ("rs6265", " VAL / met ", "G/A"),
        ("CYP2D6", "*2x2/*4", "*2x2/*4"),
        ("CYP2D6", "*2X2 / *4", "*2x2/*4"),
        ("CYP2D6", "*5/*1", "*1/*5"),
        ("rs6295", "rs6295 C;G", "C/G"),
    ],
)
def test_read_call_reads_what_people_write(knowledge, marker, text, genotype):
    found = call(knowledge, marker, text)

    assert (found.status, found.genotype) == ("called", genotype)


@pytest.mark.parametrize("text", ["", "  ", "./.", "--", "NA", "Not Tested", "nan"])
def test_read_call_missing_is_not_tested_with_a_reason(knowledge, text):
    found = call(knowledge, "rs6265", text)

    assert found.status == "not tested"
    assert found.reason


@pytest.mark.parametrize(
    ("marker", "text", "reason"),
    [
        ("rs6265", "A/Q", "Q is not an allele of rs6265"),
        ("rs6265", "A", "1 allele(s) read where two are needed"),
        ("rs6265", "A/G/A", "3 allele(s) read where two are needed"),
        ("rs6265", "A/T", "A and T are letters of different strands"),
        ("CYP2C19", "*1/*99", "*99 is not an allele of CYP2C19"),
        ("5-HTTLPR", "M/S", "M is not an allele of 5-HTTLPR"),
        ("CYP2D6", "*5", "1 allele(s) read where two are needed"),
        ("rs6318", "C/.", ". is not an allele of rs6318"),
        ("rs6318", "0", "1 allele(s) read where two are needed"),
    ],
)
def test_read_call_impossible_is_invalid_with_reason_and_hint(knowledge, marker, text, reason):
    found = call(knowledge, marker, text)

    assert (found.status, found.reason) == ("invalid", reason)
    assert found.hint
    assert not found.alleles


def test_read_call_palindromic_homozygote_is_ambiguous_and_keeps_both_readings(knowledge):
    found = call(knowledge, "rs6295", "C/C")

    assert found.status == "ambiguous"
    assert set(found.readings) == {("C", "C"), ("G", "G")}


@pytest.mark.parametrize(("orientation", "genotype"), [("literature", "C/C"), ("plus", "G/G")])
def test_read_call_declared_orientation_settles_a_palindromic_homozygote(
    knowledge, orientation, genotype
):
    assert call(knowledge, "rs6295", "C/C", orientation).genotype == genotype


@pytest.mark.parametrize("text", ["C", "c", "C/-", "-/C", "C/0", " C / 0 ", "Ser", "Ser/-"])
def test_read_call_one_allele_on_the_x_chromosome_is_hemizygous(knowledge, text):
    found = call(knowledge, "rs6318", text)

    assert (found.status, found.alleles, found.genotype) == ("called", ("C",), "C")
    assert "hemizygous" in found.reason


@pytest.mark.parametrize("text", ["A", "A/-", "A/0"])
def test_read_call_one_allele_elsewhere_is_invalid(knowledge, text):
    on_x = [m.marker for m in knowledge.markers.values() if m.chromosome == "X"]

    assert on_x == ["rs6318"]
    for marker in ("rs6265", "rs25531", "rs6311"):
        assert call(knowledge, marker, text).status == "invalid"


@pytest.mark.parametrize("text", ["A/G", "rs3892097 A/G", "AG"])
def test_read_call_cyp2d6_from_snps_alone_is_not_assessed_and_says_why(knowledge, text):
    found = call(knowledge, "CYP2D6", text)

    assert found.status == "invalid"
    assert "a deleted CYP2D6 (*5) or extra copies (xN) are not assessed" in found.hint
    assert "SNPs alone" not in call(knowledge, "CYP2C19", text).hint


def test_read_call_hint_is_itself_readable(knowledge):
    for marker in knowledge.markers.values():
        example = read_call(marker, "?!/?!").hint.rsplit("such as ", 1)[1].rstrip(".")
        assert read_call(marker, example, "literature").status == "called"


@given(text=st.text(max_size=12))
def test_read_call_never_fails_and_always_says_why(knowledge, text):
    for marker in knowledge.markers.values():
        found = read_call(marker, text)
        assert found.status == "called" or found.reason


def test_read_panel_has_every_marker_and_every_subject(knowledge):
    panel = read_panel(knowledge, {"rs6265": ["A/G", "", "A/G"]}, {}, 3)

    assert set(panel) == set(knowledge.markers)
    assert {len(column) for column in panel.values()} == {3}
    assert [panel["rs6265"][i].status for i in range(3)] == ["called", "not tested", "called"]
