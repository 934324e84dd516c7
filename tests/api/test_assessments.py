import json

import pytest

from pgx.api.assessments.cost import cost
from pgx.api.serializers import AssessmentRequest
from pgx.problems import MOST_BYTES
from tests.api.calls import ADDRESS, post

pytestmark = pytest.mark.usefixtures("release")


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


def test_put_is_405_and_says_what_is_allowed(client):
    response = client.put(ADDRESS)

    assert response.status_code == 405
    assert "POST" in response["Allow"]
    assert (response.json()["code"], bool(response.json()["notice"])) == (
        "method_not_allowed",
        True,
    )


def test_post_without_regimens_gives_every_drug(client, knowledge):
    modelled = {drug.drug for drug in knowledge.drugs.values()}

    assert {result["drug"] for result in post(client, {}).json()["results"]} == modelled


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 50_000, "nested too deeply"),
        ('{"genotypes": {"rs6265": "\\ud800"}}', "half of a character"),
        ('{"genotypes": {"\\udc00": "A/G"}}', "half of a character"),
        ('{"\\ud800": 1}', "half of a character"),
        ('{"orientation": "\\ud800"}', "half of a character"),
        ('{"a": NaN}', "NaN is no number of JSON"),
        ("1" * 5000, "is not JSON"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_body_that_breaks_a_parser_is_400(client, body, says):
    response = client.post(ADDRESS, body, content_type="application/json")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert says in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"genotypes": {"rs6265": "C/C", "rs6265": "T/T"}}', "rs6265"),
        ('{"release": null, "release": "0.1.0"}', "release"),
        ('{"\\ud800": 1, "\\ud800": 2}', "?"),
    ],
)
def test_a_key_that_is_there_twice_is_400_with_its_name(client, body, field):
    response = post(client, body)

    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert (error["field"], error["code"]) == (field, "repeated_field")
    assert error["message"] == f"{field} is there twice in one object."


def test_a_surrogate_with_its_pair_is_text(client):
    response = post(client, '{"genotypes": {"rs6265": "\\ud83e\\uddec"}}')

    assert response.status_code == 200


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 3 * MOST_BYTES])
def test_a_large_body_is_413(client, size):
    response = post(client, " " * size)

    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")
    assert str(MOST_BYTES) in response.json()["detail"]


def test_the_largest_body_is_read(client):
    assert post(client, "{}" + " " * (MOST_BYTES - 2)).status_code == 200


def many(count):
    return {f"rs{number}": "A/G" for number in range(count)}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"regimens": [{"drug": "sertraline"}] * 101}, "regimens"),
        ({"genotypes": many(201)}, "genotypes"),
        ({"orientation": many(201)}, "orientation"),
        ({"genotypes": {"rs6265": "A" * 201}}, "genotypes.rs6265"),
        ({"regimens": [{"drug": "a" * 201}]}, "regimens.0.drug"),
        ({"release": "1" * 201}, "release"),
    ],
)
def test_more_than_can_be_asked_is_422(client, body, field):
    response = post(client, body)

    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["field"], error["code"]) == (field, "max_length")


def test_most_of_what_can_be_asked_is_answered(client):
    body = {"regimens": [{"drug": "sertraline", "dose_mg_per_day": 50 + n} for n in range(100)]}

    assert len(post(client, body).json()["results"]) == 100


@pytest.mark.parametrize("body", [{"genotypes": many(200)}, many(5000)])
def test_at_most_20_errors_are_listed(client, body):
    problem = post(client, body).json()

    assert len(problem["errors"]) == 20


def test_cut_errors_are_counted(client):
    assert "The first 20 of " in post(client, {"genotypes": many(200)}).json()["detail"]


@pytest.mark.parametrize("length", [150, 300_000])
@pytest.mark.parametrize(
    "body",
    [
        lambda text: {"genotypes": {text: "A/G"}},
        lambda text: {"genotypes": {text: None}},
        lambda text: {"genotypes": {"rs6265": text}},
        lambda text: {"regimens": [{"drug": text}]},
        lambda text: {"orientation": text},
        lambda text: {"orientation": {text: "plus"}},
        lambda text: {"orientation": {"rs6295": text}},
        lambda text: {"release": text},
        lambda text: {text: 1},
    ],
)
def test_no_more_than_100_characters_are_said_back_in_an_error(client, body, length):
    response = post(client, body("q" * length))

    assert response.status_code in (200, 422)
    answer = response.json()
    errors = answer.get("errors") or [call["reason"] for call in answer["calls"]]
    assert "q" * 101 not in json.dumps([errors, answer.get("detail")])


def with_dose(json_text):
    return f'{{"regimens": [{{"drug": "sertraline", "dose_mg_per_day": {json_text}}}]}}'


@pytest.mark.parametrize("dose", ["true", "false", "[]", '"1_0"', '"١٠"', '"ten"', '"1e1"', '""'])
def test_a_dose_that_is_no_number_is_422(client, dose):
    response = post(
        client, f'{{"regimens": [{{"drug": "sertraline", "dose_mg_per_day": {dose}}}]}}'
    )

    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["field"] == "regimens.0.dose_mg_per_day"
    assert "a number of mg a day" in error["message"]


@pytest.mark.parametrize("dose", ["1e999", "1" * 400])
def test_a_dose_without_end_is_422(client, dose):
    response = post(
        client, f'{{"regimens": [{{"drug": "sertraline", "dose_mg_per_day": {dose}}}]}}'
    )

    assert response.status_code == 422
    assert "at most" in response.json()["errors"][0]["hint"]


def test_an_orientation_given_by_two_names_is_422(client):
    response = post(client, {"orientation": {"rs6295": "plus", "RS6295": "literature"}})

    (error,) = response.json()["errors"]
    assert (error["field"], error["code"]) == ("orientation.RS6295", "repeated_marker")


def test_co_medications_are_not_silently_ignored(client):
    body = {"regimens": [{"drug": "sertraline", "co_medications": ["omeprazole"]}]}

    (error,) = post(client, body).json()["errors"]
    assert (error["field"], error["code"]) == ("regimens.0.co_medications", "unknown_field")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ("omeprazole", "co_medications"),
        ([["omeprazole"]], "co_medications.0"),
        ([{}], "co_medications.0"),
        (["x" * 201], "co_medications.0"),
        (["x"] * 51, "co_medications"),
        (None, "co_medications"),
    ],
)
def test_co_medications_of_another_form_are_422(client, given, field):
    response = post(client, {"regimens": [{"drug": "sertraline"}], "co_medications": given})

    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_an_unknown_co_medication_is_200_with_a_flag_and_the_nearest_name(client):
    body = {"regimens": [{"drug": "sertraline"}], "co_medications": ["omeprazol", "", " none "]}

    found = post(client, body).json()

    (flag,) = (f for f in found["results"][0]["flags"] if f["code"].startswith("co_med"))
    assert flag["code"] == "co_medication_not_checked"
    assert flag["message"].endswith("Did you mean omeprazole?")
    assert found["co_medications"] == ["omeprazol"]


def test_classes_say_both_phenotypes_and_their_rows(client):
    body = {"genotypes": {"CYP2D6": "*1/*4"}, "co_medications": ["FLUOXETINE"]}
    body["regimens"] = [{"drug": "fluoxetine"}, {"drug": "nortriptyline"}]

    found = post(client, body).json()

    for classes, says in (
        (found["classes"], "poor"),
        *((r["enzymes"], "poor" if r["drug"] == "nortriptyline" else "") for r in found["results"]),
    ):
        cyp2d6 = next(each for each in classes if each["gene"] == "CYP2D6")
        assert (cyp2d6["predicted"], cyp2d6["predicted_score"]) == ("Intermediate Metabolizer", 1)
        assert cyp2d6["converted_by"] == (["fluoxetine"] if says else [])
        assert cyp2d6["says"].startswith("CYP2D6: poor by co-medication, intermediate") == bool(
            says
        )
        assert ("co_medications/fluoxetine|inhibitor|CYP2D6" in cyp2d6["rows"]) == bool(says)


def test_a_level_that_rests_on_a_co_medication_is_not_published(client):
    body = {"genotypes": {"CYP2C19": "*2/*2"}, "regimens": [{"drug": "escitalopram"}]}
    level = post(client, body).json()["results"][0]["path"][0]
    body = {**body, "genotypes": {"CYP2C19": "*1/*1"}, "co_medications": ["fluvoxamine"]}
    converted = post(client, body).json()["results"][0]["path"][0]

    assert (level["layer"], converted["layer"]) == ("published", "model")
    assert level["value"] == converted["value"]
    assert "phenoconversion/CYP2C19|strong|any" in [each["row"] for each in converted["sources"]]


def test_a_body_in_chunks_is_411(client):
    """Django reads such a body as empty, and nothing would be said of what is lost."""
    response = client.generic("POST", ADDRESS, b"", HTTP_TRANSFER_ENCODING="chunked")

    assert (response.status_code, response.json()["code"]) == (411, "length_required")


def test_an_empty_body_is_400(client):
    response = client.generic("POST", ADDRESS, b"", content_type="application/json")

    assert response.status_code == 400
    assert "{} asks for every drug" in response.json()["detail"]


def test_an_unknown_parameter_of_the_address_is_422(client):
    response = client.post(f"{ADDRESS}?details=full", "{}", content_type="application/json")

    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == "unknown_parameter"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, 1),
        ({"regimens": [{"drug": "sertraline"}]}, 1),
        ({"regimens": [{"drug": "sertraline"}] * 100}, 100),
        ({"regimens": [{"drug": "sertraline"}] * 90, "detail": "summary"}, 3),
        ({"regimens": [{"drug": "sertraline"}], "draws": 20_000}, 51),
        ({"panels": [{"subject": "a"}] * 40, "detail": "summary"}, 40),
    ],
)
def test_a_call_counts_for_what_it_takes(body, expected):
    request = AssessmentRequest(data=body)
    request.is_valid(raise_exception=True)

    assert cost(request.subjects()) == expected
