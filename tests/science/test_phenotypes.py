import itertools
from dataclasses import replace

import pytest

from pgx.science.panel import read_call, read_panel
from pgx.science.phenotypes import INDETERMINATE, classify, metabolizer


def classes(knowledge, **genotypes):
    texts = {marker.replace("HTTLPR", "5-HTTLPR"): [text] for marker, text in genotypes.items()}
    return classify(knowledge, read_panel(knowledge, texts, {}, 1))


@pytest.mark.parametrize(
    ("length", "snp", "name", "assumed"),
    [
        ("L/L", "A/A", "L'/L'", False),
        ("L/L", "A/G", "L'/S'", False),
        ("L/L", "G/G", "S'/S'", False),
        ("L/S", "A/A", "L'/S'", False),
        ("L/S", "A/G", "S'/S'", True),
        ("L/S", "", "L'/S'", True),
        ("L/L", "", "L'/L'", True),
        ("S/S", "", "S'/S'", False),
        ("La/Lg", "", "L'/S'", False),
        ("S/Lg", "", "S'/S'", False),
        ("La/Lg", "A/G", "L'/S'", False),
        ("La/La", "G/G", "L'/L'", True),
        ("L/S", "G/G", "S'/S'", True),
        ("S/S", "A/G", "S'/S'", True),
        ("S/S", "G/G", "S'/S'", True),
        ("S/S", "A/A", "S'/S'", False),
    ],
)
def test_triallelic_class_says_what_it_assumed(knowledge, length, snp, name, assumed):
    found = classes(knowledge, HTTLPR=length, rs25531=snp).modifiers["SLC6A4"][0]

    assert (found.name, found.count) == (name, name.count("S'"))
    assert bool(found.assumption) == assumed


def test_triallelic_class_without_length_is_not_tested(knowledge):
    found = classes(knowledge, rs25531="A/G").modifiers["SLC6A4"][0]

    assert (found.status, found.count) == ("not tested", None)


def test_triallelic_class_of_extra_long_is_not_known(knowledge):
    found = classes(knowledge, HTTLPR="XL/S").modifiers["SLC6A4"][0]

    assert (found.count, found.status) == (None, "unknown effect")
    assert "not known" in found.reason


@pytest.mark.parametrize(("text", "count"), [("A/A", 0), ("A/G", 0), ("G/G", 1)])
def test_allele_count_of_a_recessive_modifier(knowledge, text, count):
    assert classes(knowledge, rs1345697=text).modifiers["HTR4"][0].count == count


@pytest.mark.parametrize(
    ("diplotype", "phenotype"),
    [
        ("*1/*1", "Normal Metabolizer"),
        ("*1/*2", "Intermediate Metabolizer"),
        ("*2/*2", "Poor Metabolizer"),
        ("*1/*17", "Rapid Metabolizer"),
        ("*17/*17", "Ultrarapid Metabolizer"),
        ("*2/*17", "Intermediate Metabolizer"),
        ("*1/*12", "Indeterminate"),
    ],
)
def test_metabolizer_of_a_diplotype(knowledge, diplotype, phenotype):
    assert classes(knowledge, CYP2C19=diplotype).enzymes["CYP2C19"][0].phenotype == phenotype


def cyp2d6(knowledge, text):
    return metabolizer(knowledge, "CYP2D6", read_call(knowledge.markers["CYP2D6"], text))


@pytest.mark.parametrize(
    ("diplotype", "score", "phenotype"),
    [
        ("*4/*4", 0, "Poor Metabolizer"),
        ("*5/*10", 0.25, "Intermediate Metabolizer"),
        ("*1/*4", 1, "Intermediate Metabolizer"),
        ("*1/*41", 1.25, "Normal Metabolizer"),
        ("*1/*1", 2, "Normal Metabolizer"),
        ("*1x2/*9", 2.25, "Normal Metabolizer"),
        ("*1x2/*17", 2.5, "Ultrarapid Metabolizer"),
        ("*1x2/*1", 3, "Ultrarapid Metabolizer"),
        ("*2x2/*4", 2, "Normal Metabolizer"),
        ("*36+*10/*1", 1.25, "Normal Metabolizer"),
        ("*1/*10 + *36", 1.25, "Normal Metabolizer"),
        ("*68+*4/*4", 0, "Poor Metabolizer"),
        ("*13/*1", 1, "Intermediate Metabolizer"),
        ("*13 + *68x2 + *4/*41x3", 0.75, "Intermediate Metabolizer"),
        ("CYP2D6 *1/*22", None, "Indeterminate"),
        ("*4/*22", None, "Indeterminate"),
    ],
)
def test_metabolizer_of_cyp2d6_goes_by_the_activity_score(knowledge, diplotype, score, phenotype):
    found = cyp2d6(knowledge, diplotype)

    assert (found.score, found.phenotype) == (score, phenotype)


@pytest.mark.parametrize("text", ["*1x3/*4", "*1x>=3/*4", "*1X≥3/*4", "*4/*1x5", "*4*1x3"])
def test_metabolizer_of_three_or_more_copies_says_what_it_assumed(knowledge, text):
    found = cyp2d6(knowledge, text)

    assert found.name == "*1x≥3/*4"
    assert (found.score, found.phenotype) == (3, "Ultrarapid Metabolizer")
    assert "three or more" in found.assumption


@pytest.mark.parametrize("text", ["*1xN/*4", "*4*1xN", "*1XN/*4", "CYP2D6 *2xN/*41", "*1xN/*10"])
def test_metabolizer_of_copies_that_were_not_counted_is_not_guessed(knowledge, text):
    found = cyp2d6(knowledge, text)

    assert (found.score, found.phenotype, found.alleles) == (None, INDETERMINATE, ())
    assert "xN/" in found.name or found.name.endswith("xN")
    assert "not reported; two would be normal, three ultrarapid" in found.assumption


@pytest.mark.parametrize(
    ("text", "name", "score", "phenotype"),
    [
        ("*1xN/*1", "*1/*1xN", 3, "Ultrarapid Metabolizer"),
        ("*2xN/*1xN", "*1xN/*2xN", 4, "Ultrarapid Metabolizer"),
        ("*4xN/*4", "*4/*4xN", 0, "Poor Metabolizer"),
        ("*1/*4xN", "*1/*4xN", 1, "Intermediate Metabolizer"),
    ],
)
def test_metabolizer_of_copies_that_change_nothing_keeps_its_phenotype(
    knowledge, text, name, score, phenotype
):
    found = cyp2d6(knowledge, text)

    assert (found.name, found.score, found.phenotype) == (name, score, phenotype)
    assert "not reported" in found.assumption


def test_classes_say_the_rows_that_they_rest_on(knowledge):
    found = classes(knowledge, HTTLPR="L/S", rs25531="A/G", rs6265="Val/Met").modifiers

    assert found["SLC6A4"][0].rows == (
        "alleles/5-HTTLPR|L",
        "alleles/5-HTTLPR|S",
        "alleles/rs25531|A",
        "alleles/rs25531|G",
        "modifiers/SLC6A4",
    )
    assert found["BDNF"][0].rows == ("alleles/rs6265|G", "alleles/rs6265|A", "modifiers/BDNF")
    assert found["HTR4"][0].rows == ("modifiers/HTR4",)


def test_a_number_of_copies_that_the_table_does_not_have_is_not_guessed(knowledge):
    assert read_call(knowledge.markers["CYP2D6"], "*9x3/*1").status == "invalid"


def test_another_version_of_the_table_gives_that_versions_answer(knowledge):
    marker = knowledge.markers["CYP2D6"]
    older = tuple(
        replace(each, activity=0.5, table_version="before 2021") if each.allele == "*41" else each
        for each in marker.alleles
    )
    before = replace(
        knowledge, markers={**knowledge.markers, "CYP2D6": replace(marker, alleles=older)}
    )

    assert cyp2d6(knowledge, "*41/*17x2").score == 1.25
    assert (cyp2d6(knowledge, "*41/*29").score, cyp2d6(before, "*41/*29").score) == (0.75, 1)
    assert cyp2d6(knowledge, "*41/*17").phenotype == "Intermediate Metabolizer"
    assert cyp2d6(knowledge, "*1x2/*41").phenotype == "Normal Metabolizer"
    assert cyp2d6(before, "*1x2/*41").phenotype == "Ultrarapid Metabolizer"


# --- Every pair ---

PAIRS = {"CYP2C19": 666, "CYP2B6": 1176, "CYP2D6": 16836}


def pairs_of(knowledge, gene):
    return list(itertools.combinations_with_replacement(knowledge.markers[gene].alleles, 2))


def both_orders(knowledge, gene):
    """The classes of every pair of alleles as read from text, in one order and in the other."""
    pairs = pairs_of(knowledge, gene)
    assert len(pairs) == PAIRS[gene]
    texts = [f"{a.allele}/{b.allele}" for a, b in pairs]
    texts += [f"{b.allele}/{a.allele}" for a, b in pairs]
    column = classify(knowledge, read_panel(knowledge, {gene: texts}, {}, len(texts))).enzymes[gene]
    found = [column[i] for i in range(len(texts))]
    return pairs, found[: len(pairs)], found[len(pairs) :]


@pytest.mark.parametrize("gene", ["CYP2C19", "CYP2B6"])
def test_metabolizer_every_pair_is_what_its_functions_demand_in_either_order(knowledge, gene):
    for pair, one, other in zip(*both_orders(knowledge, gene), strict=True):
        wanted = knowledge.phenotypes[gene, frozenset(allele.function for allele in pair)].phenotype
        assert (one.status, one.phenotype) == ("called", wanted)
        assert other == one


def score_demands(pair):
    """Phenotype by the thresholds as the standards say them, beside the release's ranges."""
    values = [allele.activity for allele in pair]
    if None in values:
        return INDETERMINATE
    score = sum(values)
    names = ((0, "Poor"), (1, "Intermediate"), (2.25, "Normal"), (float("inf"), "Ultrarapid"))
    return next(f"{name} Metabolizer" for highest, name in names if score <= highest)


@pytest.mark.long
def test_metabolizer_every_pair_of_cyp2d6_is_what_its_score_demands_in_either_order(knowledge):
    for pair, one, other in zip(*both_orders(knowledge, "CYP2D6"), strict=True):
        assert (one.status, one.phenotype) == ("called", score_demands(pair))
        assert other == one


def test_metabolizer_every_pair_of_cyp2d6_values_is_what_its_score_demands(knowledge):
    marker = knowledge.markers["CYP2D6"]
    values = {allele.activity: allele for allele in marker.alleles}
    for pair in itertools.product(values.values(), repeat=2):
        found = cyp2d6(knowledge, "/".join(allele.allele for allele in pair))
        assert found.phenotype == score_demands(pair)


@pytest.mark.parametrize("gene", ["CYP2C19", "CYP2D6", "CYP2B6"])
def test_every_star_allele_says_the_version_of_its_table(knowledge, gene):
    assert all(allele.table_version for allele in knowledge.markers[gene].alleles)
