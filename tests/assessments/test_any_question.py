"""Whatever is asked within the limits has an answer, and the answer is JSON."""

import json
import math
from itertools import combinations_with_replacement as pairs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.knowledge import releases

PANEL = {"5-HTTLPR": "S/S", "rs25531": "A/A", "rs6265": "Val/Met", "CYP2C19": "*2/*2"}
# The knowledge is the same for every example.
SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@pytest.fixture
def without_database(monkeypatch, knowledge):
    """The shipped knowledge, compiled from its files."""
    monkeypatch.setattr(releases, "find", lambda version=None: knowledge)
    return knowledge


def check_any(knowledge, data, genotypes):
    """The answer is the same after JSON, has no NaN, and the contributions sum."""
    drug = knowledge.drugs[data.draw(st.sampled_from(sorted(knowledge.drugs)))]
    most = drug.value("label_dose_high") * knowledge.parameters.dose_limit
    dose = data.draw(st.floats(most * 1e-7, most))
    switch = data.draw(st.booleans())
    regimens = (Regimen(drug.drug, dose),)
    answer = assess(Question(genotypes, "literature", regimens, mechanism_reaches_symptoms=switch))

    sent = answer.to_json()
    assert json.loads(json.dumps(sent, allow_nan=False)) == json.loads(json.dumps(sent))
    (found,) = answer.results
    if found.total_ln is not None:
        assert found.total_ln == pytest.approx(math.log(found.relative_response), abs=1e-12)
        assert found.relative_response_low <= found.relative_response
        assert found.relative_response <= found.relative_response_high


def any_panel(knowledge):
    """Some markers, each with one of its genotypes, or with something that is none."""
    texts = {
        marker.marker: st.sampled_from(
            [f"{a}/{b}" for a, b in pairs([x.allele for x in marker.alleles[:12]], 2)]
            + ["", "nonsense", "./."]
        )
        for marker in knowledge.markers.values()
    }
    return st.fixed_dictionaries({}, optional=texts)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_any_question_has_an_answer_that_is_json(without_database, data):
    check_any(without_database, data, data.draw(any_panel(without_database)))


@pytest.mark.long
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_many_questions_have_answers_that_are_json(without_database, data):
    check_any(without_database, data, data.draw(any_panel(without_database)))


@pytest.mark.parametrize("times", [1e-6, 1, 10])
def test_every_drug_in_full_is_json_at_any_dose(without_database, times):
    for drug in without_database.drugs.values():
        dose = drug.value("label_dose_high") * times
        answer = assess(Question(PANEL, regimens=(Regimen(drug.drug, dose),)))

        text = json.dumps(answer.to_json(), allow_nan=False)
        assert json.loads(text)["results"][0]["drug"] == drug.drug
