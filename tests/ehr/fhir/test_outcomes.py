import json

import pytest
from django.test import RequestFactory

from pgx import problems
from pgx.assessments.errors import FieldError
from pgx.ehr.fhir.outcomes import say_as_outcomes
from tests.ehr.fhir.asking import assert_marked


def answer(address, status, *errors):
    """What becomes of a problem document at an address."""
    made = problems.response(status, "It broke.", errors)
    return say_as_outcomes(lambda request: made)(RequestFactory().get(address))


@pytest.mark.parametrize(
    ("status", "word"), [(500, "exception"), (422, "processing"), (411, "processing")]
)
def test_problem_becomes_an_outcome(status, word):
    response = answer("/fhir/Patient", status, FieldError("code", "bad", "Wrong.", "Right."))
    outcome = json.loads(response.content)

    assert response.status_code == status
    assert response["Content-Type"] == "application/fhir+json"
    assert [each["code"] for each in outcome["issue"]] == [word, word]
    assert [each["diagnostics"] for each in outcome["issue"]] == [
        "It broke.",
        "code: Wrong. Right.",
    ]
    assert_marked(outcome)


@pytest.mark.parametrize("address", ["/cds-services/x", "/api/v1/drugs", "/"])
def test_other_doors_keep_their_problems(address):
    assert answer(address, 404)["Content-Type"] == "application/problem+json"
