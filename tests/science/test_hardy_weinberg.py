import pytest

from pgx.science.hardy_weinberg import HardyWeinberg, allele_counts, check


def test_check_of_the_moths_of_the_textbooks(knowledge):
    """Ford's scarlet tiger moths: 1469, 138, 5; chi-square 0.83 (p 0.36)."""
    marker = knowledge.markers["rs6265"]
    one, two = (allele.allele for allele in marker.alleles)

    found = check(marker, {(one, one): 1469, (one, two): 138, (two, two): 5})

    assert isinstance(found, HardyWeinberg)
    assert found.expected == pytest.approx((1467.4, 141.2, 3.4), abs=0.05)
    assert found.chi_square == pytest.approx(0.83, abs=0.005)
    assert found.p == pytest.approx(0.362, abs=0.002)
    assert found.is_rough


def test_check_finds_a_lack_of_heterozygotes(knowledge):
    marker = knowledge.markers["rs6265"]
    one, two = (allele.allele for allele in marker.alleles)

    found = check(marker, {(one, one): 100, (two, two): 100})

    assert found.chi_square == pytest.approx(200)
    assert found.p < 1e-40
    assert not found.is_rough


@pytest.mark.parametrize(
    ("marker", "counts", "why"),
    [
        ("CYP2C19", {("*1", "*2"): 10}, "star alleles"),
        ("rs6318", {("C", "C"): 10, ("C",): 4}, "X chromosome"),
        ("rs6265", {("G", "G"): 10}, "1 alleles were found"),
        ("rs6265", {}, "0 alleles were found"),
    ],
)
def test_check_says_why_there_is_none(knowledge, marker, counts, why):
    assert why in check(knowledge.markers[marker], counts)


def test_allele_counts_count_one_of_a_hemizygous_call():
    assert allele_counts({("C", "C"): 3, ("C", "G"): 2, ("G",): 4}) == {"C": 8, "G": 6}
