"""A number that leaves the model without an answer is said before a draft is published."""

import pytest

from pgx.assessments.effect.whole_check import observations_have_numbers, whole_answers
from tests.assessments.effect.drafts import changed


def test_the_shipped_knowledge_base_passes(knowledge):
    assert list(whole_answers(knowledge)) == list(observations_have_numbers(knowledge)) == []


def test_what_gives_no_whole_answer_is_said_with_its_drugs(shipped):
    faulty = changed(shipped, "parameters", {"value": 0.0}, symbol="Emax_SERT")
    [fault] = whole_answers(faulty)

    assert "escitalopram" in fault.reason and "no whole answer" in fault.reason


@pytest.mark.parametrize(
    "where",
    [
        {"drug": "citalopram", "quantity": "molecular_weight"},
        {"drug": "escitalopram", "quantity": "half_life"},
    ],
)
def test_an_observation_without_a_finite_number_is_said(shipped, where):
    faults = list(
        observations_have_numbers(changed(shipped, "drug_values", {"value": 1e300}, **where))
    )

    assert faults and {fault.file for fault in faults} == {"observations.csv"}
