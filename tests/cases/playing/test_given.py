"""Bad answers: which field, what is wrong with it."""

import pytest

from pgx.cases.playing.errors import AnswerRefused
from pgx.cases.playing.given import read
from pgx.cases.reading import read_case
from tests.cases.making import GOOD

SURE = {"confidence": ["sure"]}
CURVE = {f"week-{week}": ["1"] for week in (0, 2)}
BAD = [
    ("guess", {}, ["number", "confidence"]),
    ("guess", {"number": ["101"], **SURE}, ["number"]),
    ("guess", {"number": ["nan"], **SURE}, ["number"]),
    ("guess", {"number": ["1e999"], **SURE}, ["number"]),
    ("guess", {"number": ["many\0"], **SURE}, ["number"]),
    ("guess", {"number": ["50"], "confidence": ["certain"]}, ["confidence"]),
    ("guess", {"number": ["50"], "confidence": ["sure", "unsure"]}, ["confidence"]),
    ("order", {}, ["tests"]),
    ("order", {"tests": ["mri"]}, ["tests"]),
    ("order", {"tests": ["cyp", "nothing"]}, ["tests"]),
    ("choice", {"drug": ["water"]}, ["drug"]),
    ("links", {"links": []}, ["links"]),
    ("links", {"links": ["BDNF"]}, ["links"]),
    ("links", {"links": ["HTR1A"], "words": ["x" * 2001]}, ["words"]),
    ("links", {"links": ["HTR1A"], "words": ["a\0b"]}, ["words"]),
    ("visit", {"option": ["d"], **SURE}, ["option"]),
    ("visit", {"option": ["a", "b"], **SURE}, ["option"]),
]


@pytest.fixture(scope="module")
def case():
    return read_case("good.yaml", GOOD.encode()).case


@pytest.mark.parametrize(("step", "sent", "fields"), BAD)
def test_read_names_every_field_at_fault(case, step, sent, fields):
    with pytest.raises(AnswerRefused) as refused:
        read(case.step(step), sent)
    assert list(dict.fromkeys(error.field for error in refused.value.errors)) == fields
    assert all(error.message for error in refused.value.errors)


def test_read_takes_a_comma_for_the_point(case):
    assert read(case.step("guess"), {"number": [" 86,7 "], **SURE})["number"] == 86.7


def test_read_of_a_curve_needs_every_week(case):
    step = case.step("guess").model_copy(update={"form": "curve", "weeks": [0, 2, 4]})
    with pytest.raises(AnswerRefused) as refused:
        read(step, CURVE | SURE)
    assert [error.field for error in refused.value.errors] == ["week-4"]
