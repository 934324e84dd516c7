import pytest

from pgx.assessments.assess import assess
from pgx.assessments.errors import FieldError
from pgx.assessments.question import Question
from pgx.web import form
from pgx.web.editor import options
from pgx.web.editor.groups import group


def fields(knowledge, orientation=None, **given):
    given = {name.replace("_", "-"): text for name, text in given.items()}
    answer = assess(Question(given, orientation), knowledge=knowledge)
    return form.genotypes(knowledge, given, (), answer.calls), answer.classes


def field(knowledge, name, orientation=None, **given):
    return next(f for f in fields(knowledge, orientation, **given)[0] if f.name == name)


def values(found):
    return [option.value for option in found.options]


def test_a_marker_of_letters_is_picked_from_its_genotypes(knowledge):
    found = field(knowledge, "rs6265")

    assert values(found) == ["G/G", "G/A", "A/A"]
    assert found.options[1].label == "G/A (Val/Met)"
    assert not found.is_typed


@pytest.mark.parametrize("text", ["Val/Met", "T/C", "A/Q", "het"])
def test_a_genotype_in_other_words_stays_as_it_was_given(knowledge, text):
    found = field(knowledge, "rs6265", rs6265=text)

    assert (found.value, values(found)[0]) == (text, text)


def test_star_alleles_are_typed_and_the_common_pairs_are_suggested(knowledge):
    found = field(knowledge, "CYP2C19")

    assert found.is_typed
    assert {"*1/*1", "*1/*2", "*1/*17", "*2/*2"} <= set(values(found))


def test_every_suggestion_can_be_read(knowledge):
    for marker in knowledge.markers.values():
        for option in options.of_marker(knowledge, marker):
            answer = assess(
                Question({marker.marker: option.value}, "literature"), knowledge=knowledge
            )
            call = next(call for call in answer.calls if call.marker == marker.marker)
            assert (call.status, call.genotype) == ("called", option.value)


def test_every_drug_is_offered_once_under_its_class(knowledge):
    options = form.controls(knowledge, {}, ())["drug"].options

    assert sorted(option.value for option in options) == sorted(knowledge.drugs)
    assert {option.group for option in options if "citalopram" in option.value} == {"SSRI"}
    groups = [option.group.lower() for option in options]
    assert groups == sorted(groups)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("rs6265", "G/A", "G/A literature, C/T plus"),
        ("rs6265", "Val/Met", "G/A literature, C/T plus"),
        ("rs6295", "C/G", "C/G on either strand"),
        ("rs7997012", "A/G", ""),
        ("CYP2C19", "*2/*1", "Read as *1/*2"),
        ("CYP2C19", "*1/*2", ""),
        ("CYP2C19", "NA", "Counts as not tested."),
        ("CYP2C19", "", ""),
    ],
)
def test_how_a_genotype_was_read_is_said_at_its_field(knowledge, name, text, says):
    assert field(knowledge, name, **{name: text}).read_as == says


def test_a_genotype_that_cannot_be_used_is_bad_and_says_why(knowledge):
    assert field(knowledge, "CYP2C19", CYP2C19="*1/*999").is_bad
    assert field(knowledge, "rs6295", rs6295="C/C").call.status == "ambiguous"
    assert not field(knowledge, "rs6295", "literature", rs6295="C/C").is_bad


def test_genes_stand_in_three_groups_and_nothing_is_left_out(knowledge):
    found, classes = fields(knowledge, **{"5_HTTLPR": "S/S", "rs25531": "A/A", "CYP2D6": "*4/*4"})

    groups = group(knowledge, found, classes)

    assert [gene.gene for gene in groups.guideline] == ["CYP2C19", "CYP2D6", "CYP2B6"]
    every = [
        f
        for genes in (groups.guideline, groups.model, groups.known)
        for g in genes
        for f in g.fields
    ]
    assert sorted(f.name for f in every) == sorted(knowledge.markers)
    assert all(f.used_in_model for gene in groups.model for f in gene.fields)
    amounts = {gene.gene: gene.amounts for gene in (*groups.guideline, *groups.model)}
    assert amounts["CYP2D6"].name == "Poor Metabolizer"
    assert amounts["SLC6A4"].name == "S'/S'"
    assert amounts["CYP2C19"] is amounts["BDNF"] is None
    assert [f.name for f in groups.given] == ["CYP2D6", "5-HTTLPR", "rs25531"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("regimens.0.drug", "f-drug"),
        ("regimens.0.dose_mg_per_day", "f-dose_mg_per_day"),
        ("co_medications", "f-co_medications"),
        ("genotypes.C-1019G", "g-rs6295"),
        ("genotypes.rs1", ""),
        ("release", ""),
    ],
)
def test_an_error_leads_to_its_field(knowledge, path, place):
    assert form.anchor(knowledge, FieldError(path, "code", "says")) == place
