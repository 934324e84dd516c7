import math

import pytest

from pgx.assessments.errors import QuestionRefused, nearest
from pgx.assessments.question import Question, Regimen, check, read_dose, write_dose


def errors(knowledge, **parts):
    with pytest.raises(QuestionRefused) as refused:
        check(knowledge, Question(**parts))
    return {error.field: error for error in refused.value.errors}


def test_check_resolves_names_aliases_and_doses(knowledge):
    checked = check(
        knowledge,
        Question({"HTR1A_rs6295": "C/G", "cyp2c19": "*1/*2"}, "plus", (Regimen("Escitalopram"),)),
    )

    assert checked.genotypes == {"rs6295": "C/G", "CYP2C19": "*1/*2"}
    assert checked.orientation["rs6295"] == "plus"
    assert checked.regimens == (Regimen("escitalopram", 10.0),)


def test_check_without_regimens_asks_for_every_drug(knowledge):
    modelled = {drug.drug for drug in knowledge.drugs.values()}

    assert {r.drug for r in check(knowledge, Question()).regimens} == modelled


def test_check_unknown_marker_names_it_and_hints(knowledge):
    error = errors(knowledge, genotypes={"rs62950": "A/A"})["genotypes.rs62950"]

    assert error.code == "unknown_marker"
    assert "rs6295" in error.hint


def test_check_a_marker_given_twice(knowledge):
    found = errors(knowledge, genotypes={"rs6265": "A/G", "BDNF_rs6265": "A/A"})

    assert found["genotypes.BDNF_rs6265"].code == "repeated_marker"


@pytest.mark.parametrize("second", ["plus", "literature"])
def test_check_an_orientation_given_twice(knowledge, second):
    found = errors(knowledge, orientation={"rs6295": "plus", "RS6295": second})

    assert found["orientation.RS6295"].code == "repeated_marker"


@pytest.mark.parametrize("name", ["", " "])
def test_check_an_empty_name_is_no_drug(knowledge, name):
    assert errors(knowledge, regimens=(Regimen(name),))["regimens.0.drug"].code == "unknown_drug"


def test_check_a_dose_above_the_limit_is_told_the_limit(knowledge):
    found = errors(knowledge, regimens=(Regimen("citalopram", 1e6),))
    limit = knowledge.drugs["citalopram"].value("label_dose_high") * knowledge.parameters.dose_limit

    assert f"at most {limit:g};" in found["regimens.0.dose_mg_per_day"].hint


def test_check_says_back_no_more_than_100_characters(knowledge):
    long = "q" * 300
    found = errors(
        knowledge,
        genotypes={long: "A/G"},
        orientation={"rs6295": long, long: "plus"},
        regimens=(Regimen(long),),
    )

    assert len(found) == 4
    assert not any("q" * 101 in str(error) for error in found.values())
    assert "q" * 101 not in nearest(long, ["a"])


@pytest.mark.parametrize(
    ("text", "dose"), [("10", 10), (" 12.5 ", 12.5), (".5", 0.5), ("5.", 5), ("-1", -1), ("+3", 3)]
)
def test_read_dose_reads_plain_numbers(text, dose):
    assert read_dose(text) == dose


@pytest.mark.parametrize(
    "text", ["", "ten", "1_0", "١٠", "1e1", "nan", "inf", "10 mg", "1,5", "1 0", "0x1", ".", "-"]
)
def test_read_dose_refuses_the_rest_and_says_what_would_be_right(text):
    with pytest.raises(
        QuestionRefused, match=r"is not a plain number\. Write a number of mg a day"
    ):
        read_dose(text)


@pytest.mark.parametrize("dose", [10.0, 12.5, 0.1, 1e-320, 1e22, 39.999999999999])
def test_write_dose_is_read_as_the_same_number(dose):
    assert read_dose(write_dose(dose)) == dose


def test_check_unknown_drug_hints_the_nearest(knowledge):
    error = errors(knowledge, regimens=(Regimen("escitaloprm"),))["regimens.0.drug"]

    assert (error.code, error.hint) == ("unknown_drug", "Did you mean escitalopram?")


@pytest.mark.parametrize("dose", [0, -5, math.nan, math.inf, 401])
def test_check_dose_that_cannot_be_modelled(knowledge, dose):
    error = errors(knowledge, regimens=(Regimen("citalopram", dose),))

    assert error["regimens.0.dose_mg_per_day"].code == "dose_out_of_range"


def test_check_orientation(knowledge):
    assert errors(knowledge, orientation="minus")["orientation"].code == "unknown_orientation"
    found = errors(knowledge, orientation={"rs6295": "minus", "rs1": "plus"})
    assert found["orientation.rs6295"].code == "unknown_orientation"
    assert found["orientation.rs1"].code == "unknown_marker"


def test_check_tells_every_fault_at_once(knowledge):
    found = errors(
        knowledge, genotypes={"rs1": "A/A"}, regimens=(Regimen("x"), Regimen("sertraline", -1))
    )

    assert set(found) == {"genotypes.rs1", "regimens.0.drug", "regimens.1.dose_mg_per_day"}
