import math

import pytest

from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Question, Regimen, check


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
    assert {r.drug for r in check(knowledge, Question()).regimens} == set(knowledge.drugs)


def test_check_unknown_marker_names_it_and_hints(knowledge):
    error = errors(knowledge, genotypes={"rs6296": "A/A"})["genotypes.rs6296"]

    assert error.code == "unknown_marker"
    assert "rs6295" in error.hint


def test_check_a_marker_given_twice(knowledge):
    found = errors(knowledge, genotypes={"rs6265": "A/G", "BDNF_rs6265": "A/A"})

    assert found["genotypes.BDNF_rs6265"].code == "repeated_marker"


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
