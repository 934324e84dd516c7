"""POST /assessments: several panels, weeks, tables, conditional requests."""

import csv
import io
import json

import pytest

from tests.api.calls import post

pytestmark = pytest.mark.usefixtures("release")
REGIMENS = [{"drug": "escitalopram", "dose_mg_per_day": 10}, {"drug": "sertraline"}]
PANELS = [
    {"subject": "s1", "genotypes": {"CYP2C19": "*2/*2", "5-HTTLPR": "S/S"}},
    {"subject": "s2", "genotypes": {"rs6295": "C/C"}, "orientation": "literature"},
    {"subject": "s3", "genotypes": {}, "co_medications": ["omeprazole"]},
]


def errors(response):
    return {(each["field"], each["code"]) for each in response.json()["errors"]}


@pytest.mark.parametrize("detail", ["summary", "full"])
def test_each_panel_is_answered_as_it_would_be_alone(client, detail):
    shared = {"regimens": REGIMENS, "detail": detail}

    found = post(client, {"panels": PANELS, **shared}).json()

    assert [each["subject"] for each in found["panels"]] == ["s1", "s2", "s3"]
    for panel, answered in zip(PANELS, found["panels"], strict=True):
        alone = {name: value for name, value in panel.items() if name != "subject"}
        assert answered["assessment"] == post(client, alone | shared).json()


def test_a_hundred_panels_are_answered_and_one_more_is_refused(client):
    panels = [{"subject": str(n), "genotypes": {"CYP2C19": "*1/*2"}} for n in range(101)]
    body = {"regimens": [{"drug": "sertraline"}], "detail": "summary"}

    assert len(post(client, body | {"panels": panels[:100]}).json()["panels"]) == 100
    assert errors(post(client, body | {"panels": panels})) == {("panels", "max_length")}


def test_faults_of_panels_name_the_panel_and_shared_faults_come_once(client):
    panels = [{"subject": "a"}, {"subject": "b", "genotypes": {"rs629": "C/C"}}]
    body = {"panels": panels, "regimens": [{"drug": "sertralin"}]}

    response = post(client, body)

    assert response.status_code == 422
    assert errors(response) == {
        ("panels.1.genotypes.rs629", "unknown_marker"),
        ("regimens.0.drug", "unknown_drug"),
    }
    assert len(response.json()["errors"]) == 2


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"panels": []}, "panels", "min_length"),
        ({"panels": [{}]}, "panels.0.subject", "required"),
        ({"panels": [{"subject": "a", "drug": "x"}]}, "panels.0.drug", "unknown_field"),
        ({"panels": [{"subject": "a"}], "genotypes": {}}, "genotypes", "not_with_panels"),
        ({"panels": [{"subject": "a"}] * 60, "regimens": REGIMENS}, "panels", "too_many_results"),
        (
            {"panels": [{"subject": "a"}] * 3, "regimens": REGIMENS[:1], "draws": 10_000},
            "draws",
            "bad_draws",
        ),
    ],
)
def test_panels_that_cannot_be_asked_are_422(client, body, field, code):
    response = post(client, body)

    assert response.status_code == 422
    assert (field, code) in errors(response)


def test_weeks_keep_the_course_to_them(client):
    body = {"genotypes": {"5-HTTLPR": "S/S"}, "regimens": REGIMENS[:1]}
    whole = post(client, body).json()["results"][0]

    found = post(client, body | {"weeks": [0, 8, 12]}).json()["results"][0]

    at = [whole["course"]["days"].index(day) for day in (0, 56, 84)]
    assert found["course"]["days"] == [0, 56, 84]
    placebo = whole["course"]["placebo_points"]
    assert found["course"]["placebo_points"] == [placebo[place] for place in at]
    for part, all_of_it in zip(found["course"]["series"], whole["course"]["series"], strict=True):
        for name in ("person", "reference", "low", "high"):
            assert part[name] == [all_of_it[name][place] for place in at if all_of_it[name]]
    assert found | {"course": None} == whole | {"course": None}


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"weeks": [13]}, "weeks.0", "bad_week"),
        ({"weeks": [-1]}, "weeks.0", "min_value"),
        ({"weeks": [1], "detail": "summary"}, "weeks", "weeks_need_full_detail"),
    ],
)
def test_weeks_that_are_not_there_are_422(client, body, field, code):
    response = post(client, {"regimens": REGIMENS} | body)

    assert (response.status_code, errors(response)) == (422, {(field, code)})


def as_table(response) -> list[dict]:
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_a_table_has_the_numbers_of_the_answer(client):
    body = {"panels": PANELS, "regimens": REGIMENS}

    response = post(client, body, accept="text/csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = as_table(response)
    answers = post(client, body).json()["panels"]
    assert [(line["subject"], line["drug"]) for line in lines] == [
        (panel["subject"], regimen["drug"]) for panel in PANELS for regimen in REGIMENS
    ]
    for line in lines:
        answer = next(a["assessment"] for a in answers if a["subject"] == line["subject"])
        result = next(r for r in answer["results"] if r["drug"] == line["drug"])
        for name in ("exposure_ratio", "sert_occupancy", "relative_response"):
            assert float(line[name]) == result[name]
        assert line["category"] == result["recommendation"]["category"]
        assert line["notice"]


def test_a_table_of_one_panel_and_every_drug(client, knowledge):
    response = post(client, {"genotypes": {"CYP2C19": "*2/*2"}}, accept="text/csv")

    assert {line["drug"] for line in as_table(response)} == set(knowledge.drugs)


def test_a_subject_starts_no_formula_in_a_table(client):
    body = {"panels": [{"subject": "=1+1"}], "regimens": REGIMENS}

    assert as_table(post(client, body, accept="text/csv"))[0]["subject"] == "'=1+1"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"detail": "full"}, "detail"),
        ({"draws": 100}, "draws"),
        ({"weeks": [1]}, "weeks"),
        ({"mechanism_reaches_symptoms": True}, "mechanism_reaches_symptoms"),
    ],
)
def test_what_a_table_cannot_show_is_refused(client, more, field):
    response = post(client, {"regimens": REGIMENS} | more, accept="text/csv")

    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, errors(response)) == (422, {(field, "not_in_csv")})


def test_another_form_is_406(client):
    response = post(client, {}, accept="image/png")

    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")


def test_the_same_question_has_the_same_etag_and_another_one_another(client):
    tags = [
        post(client, {"regimens": REGIMENS})["ETag"],
        post(client, '{"regimens":' + json.dumps(REGIMENS) + ', "draws": 0}')["ETag"],
        post(client, {"regimens": REGIMENS[:1]})["ETag"],
        post(client, {"regimens": REGIMENS}, accept="text/csv")["ETag"],
    ]

    assert tags[0] == tags[1]
    assert len(set(tags)) == 3


@pytest.mark.parametrize("accept", ["application/json", "text/csv"])
def test_a_held_answer_is_412_and_nothing_is_computed(client, accept, monkeypatch):
    tag = post(client, {"regimens": REGIMENS}, accept=accept)["ETag"]
    monkeypatch.setattr("pgx.assessments.assess.evaluate", None)

    response = post(client, {"regimens": REGIMENS}, accept=accept, if_none_match=f'"x", {tag}')

    assert (response.status_code, response.json()["code"]) == (412, "unchanged")


def test_an_answer_of_another_etag_is_sent(client):
    assert post(client, {}, if_none_match='"x"').status_code == 200
