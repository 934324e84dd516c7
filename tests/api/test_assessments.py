import json

import pytest

pytestmark = pytest.mark.usefixtures("release")
ADDRESS = "/api/v1/assessments"


def post(client, body):
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(ADDRESS, text, content_type="application/json")


def test_post_answers(client):
    body = {
        "genotypes": {"CYP2C19": "*2/*2"},
        "regimens": [{"drug": "escitalopram", "dose_mg_per_day": 10}],
    }

    response = post(client, body)

    assert response.status_code == 200
    found = response.json()
    assert found["results"][0]["recommendation"]["category"] == "consider another drug"
    assert found["notice"]


@pytest.mark.parametrize(
    ("body", "status", "field", "code"),
    [
        ({"genotypes": {"rs9999": "A/A"}}, 422, "genotypes.rs9999", "unknown_marker"),
        ({"regimens": [{"drug": "x"}]}, 422, "regimens.0.drug", "unknown_drug"),
        (
            {"regimens": [{"drug": "sertraline", "dose_mg_per_day": -1}]},
            422,
            "regimens.0.dose_mg_per_day",
            "dose_out_of_range",
        ),
        ({"regimens": [{}]}, 422, "regimens.0.drug", "required"),
        ({"genotypes": ["A/A"]}, 422, "genotypes", "not_a_dict"),
        ({"genotypes": {"rs6265": 5.5, "x": None}}, 422, "genotypes.x", "null"),
        ({"genotype": {}}, 422, "genotype", "unknown_field"),
        ({"orientation": 5}, 422, "orientation", "invalid"),
        ({"orientation": "minus"}, 422, "orientation", "unknown_orientation"),
        ({"release": "9.9.9"}, 422, "release", "unknown_release"),
        ([], 422, "body", "invalid"),
        ("{", 400, None, None),
    ],
)
def test_post_refuses_with_a_problem_document(client, body, status, field, code):
    response = post(client, body)

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["notice"]
    if field:
        assert (field, code) in {(e["field"], e["code"]) for e in problem["errors"]}


def test_post_form_data_is_415(client):
    response = client.post(ADDRESS, {"a": "b"})

    assert response.status_code == 415
    assert response["Content-Type"] == "application/problem+json"


def test_get_is_405_and_says_what_is_allowed(client):
    response = client.get(ADDRESS)

    assert response.status_code == 405
    assert "POST" in response["Allow"]
    assert response.json()["notice"]


def test_post_without_regimens_gives_every_drug(client):
    assert len(post(client, {}).json()["results"]) == 3
