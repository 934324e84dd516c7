import itertools

import pytest

from pgx.science.panel import read_panel
from pgx.science.phenotypes import classify


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

    assert found.count is None
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


@pytest.mark.parametrize("gene", ["CYP2C19", "CYP2B6"])
def test_metabolizer_every_pair_of_alleles_has_one_in_either_order(knowledge, gene):
    alleles = [allele.allele for allele in knowledge.markers[gene].alleles]
    pairs = list(itertools.combinations_with_replacement(alleles, 2))
    texts = [f"{a}/{b}" for a, b in pairs] + [f"{b}/{a}" for a, b in pairs]

    found = classify(knowledge, read_panel(knowledge, {gene: texts}, {}, len(texts)))

    column = found.enzymes[gene]
    assert all(column[i].phenotype for i in range(len(column)))
    for i in range(len(pairs)):
        assert column[i].phenotype == column[i + len(pairs)].phenotype
