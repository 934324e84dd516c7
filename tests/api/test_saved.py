"""Saved assessments over REST: kept, read, compared, deleted, and nobody else's."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from pgx.assessments import saved
from pgx.assessments.assess import assess
from pgx.assessments.models import SavedAssessment
from pgx.assessments.panels import Subject
from pgx.assessments.question import Question, Regimen
from tests.api.calls import ADDRESS, post
from tests.api.tokens import make_token

pytestmark = pytest.mark.usefixtures("release")
BODY = {"genotypes": {"CYP2C19": "*2/*2"}, "regimens": [{"drug": "escitalopram"}]}
PANELS = {"panels": [{"subject": "a"}, {"subject": "b"}], "regimens": [{"drug": "sertraline"}]}


@pytest.fixture
def owner(db):
    return get_user_model().objects.create_user("owner")


@pytest.fixture
def key(owner) -> dict[str, str]:
    """The header with which the owner asks."""
    return {"authorization": f"Bearer {make_token('assess', user=owner)}"}


@pytest.mark.parametrize("body", [BODY, PANELS, {}, BODY | {"weeks": [0, 8], "orientation": {}}])
def test_what_is_saved_is_served_as_it_was_answered(client, key, body):
    answered = post(client, body)

    kept = post(client, body | {"save": True}, **key)

    assert kept.status_code == 201
    told = kept.json()
    link = told.pop("saved")["url"]
    assert kept["Location"] == link
    assert told == answered.json()
    again = client.get(link, headers=key)
    assert again.content == answered.content
    assert again["Content-Type"] == "application/json"
    assert again["Raphe-Today-Agrees"] == "yes"


def test_a_permalink_cannot_be_guessed(client, key):
    links = [post(client, BODY | {"save": True}, **key).json()["saved"] for _ in range(2)]

    assert {len(each["id"]) for each in links} == {22}
    assert links[0]["id"] != links[1]["id"]


def test_held_bytes_are_304(client, key):
    link = post(client, BODY | {"save": True}, **key)["Location"]
    tag = client.get(link, headers=key)["ETag"]

    held = client.get(link, headers=key | {"if-none-match": tag})

    assert (held.status_code, held.content) == (304, b"")


def test_another_answer_today_is_said_with_its_places(client, key, owner):
    link = post(client, BODY | {"save": True}, **key)["Location"]
    kept = SavedAssessment.objects.get()
    answer = json.loads(kept.body)
    answer["results"][0]["exposure_ratio"] = 99
    answer["engine"] = "0.0.1"
    SavedAssessment.objects.update(packed=saved.pack(json.dumps(answer).encode()))

    assert client.get(link, headers=key)["Raphe-Today-Agrees"] == "no"
    found = client.get(f"{link}/agreement", headers=key).json()
    assert found["agrees"] is False
    assert [each["path"] for each in found["differences"]] == ["results.0.exposure_ratio"]
    assert found["differences"][0]["saved"] == 99
    assert found["notice"]


def test_another_engine_with_the_same_numbers_agrees(client, key):
    link = post(client, BODY | {"save": True}, **key)["Location"]
    answer = json.loads(SavedAssessment.objects.get().body) | {"engine": "0.0.1"}
    SavedAssessment.objects.update(packed=saved.pack(json.dumps(answer).encode()))

    assert client.get(f"{link}/agreement", headers=key).json()["agrees"] is True


def test_a_question_that_no_longer_can_be_answered_is_unknown(client, key):
    link = post(client, BODY | {"save": True}, **key)["Location"]
    SavedAssessment.objects.update(release_version="0.0.1")

    assert client.get(link, headers=key)["Raphe-Today-Agrees"] == "unknown"
    found = client.get(f"{link}/agreement", headers=key).json()
    assert (found["agrees"], "0.0.1" in found["reason"]) == (None, True)


def test_the_list_is_paged_newest_first_in_two_queries(
    client, key, owner, django_assert_max_num_queries
):
    question = Question(regimens=(Regimen("sertraline"),))
    answer = saved.encode(assess(question))
    for _ in range(52):
        saved.save(owner, [Subject("", question)], answer)

    client.get(ADDRESS, headers=key)  # notes that the token was used

    with django_assert_max_num_queries(2):  # the token, the page
        first = client.get(ADDRESS, headers=key).json()
    second = client.get(first["next"], headers=key).json()

    times = [each["created_at"] for page in (first, second) for each in page["results"]]
    assert (len(times), second["next"]) == (52, None)
    assert times == sorted(times, reverse=True)


def test_delete(client, key):
    link = post(client, BODY | {"save": True}, **key)["Location"]

    assert client.delete(link, headers=key).status_code == 204
    assert client.get(link, headers=key).status_code == 404


def test_what_is_past_its_day_is_404_and_swept(client, key):
    link = post(client, BODY | {"save": True, "keep_days": 1}, **key)["Location"]
    kept = SavedAssessment.objects.get()
    assert timedelta(hours=23) < kept.expires_at - timezone.now() <= timedelta(days=1)

    SavedAssessment.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert client.get(link, headers=key).status_code == 404
    assert client.get(ADDRESS, headers=key).json()["results"] == []
    assert saved.sweep(timezone.now()) == 1
    assert not SavedAssessment.objects.exists()


@pytest.mark.parametrize("method", ["get", "delete"])
@pytest.mark.parametrize("name", ["x", "x" * 22, "%00" * 22, "é" * 22])
def test_a_name_that_is_none_is_404(client, key, method, name):
    assert getattr(client, method)(f"{ADDRESS}/{name}", headers=key).status_code == 404


def test_without_a_token_nothing_is_saved_or_listed(client, db):
    for response in (post(client, BODY | {"save": True}), client.get(ADDRESS)):
        assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
        assert response["WWW-Authenticate"] == "Bearer"
    assert not SavedAssessment.objects.exists()


@pytest.mark.parametrize("days", [0, 366, 1.5, "7", True])
def test_days_that_nothing_is_kept_are_422(client, key, days):
    response = post(client, BODY | {"save": True, "keep_days": days}, **key)

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "keep_days"


def test_any_text_can_be_saved(client, key):
    body = {"genotypes": {"rs6265": "\U0001f9ec"}, "regimens": [{"drug": "sertraline"}]}

    link = post(client, body | {"save": True}, **key)["Location"]

    assert client.get(f"{link}/agreement", headers=key).json()["agrees"] is True


@pytest.mark.parametrize(
    ("limit", "most", "code"),
    [("MOST_SAVED", 1, "too_many_saved"), ("MOST_BYTES", 10, "too_large_to_save")],
)
def test_more_than_is_kept_is_422(client, key, monkeypatch, limit, most, code):
    post(client, BODY | {"save": True}, **key)
    monkeypatch.setattr(saved, limit, most)

    response = post(client, BODY | {"save": True}, **key)

    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == code
    assert SavedAssessment.objects.count() == 1


@pytest.mark.parametrize("cursor", ["x", "cD1hYmM=", "cD0lMDA=", "cD0yMDI2"])
def test_a_cursor_that_no_page_has_is_422(client, key, cursor):
    response = client.get(ADDRESS, {"cursor": cursor}, headers=key)

    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == "bad_cursor"


def test_there_is_no_table_of_what_is_saved(client, key):
    assert client.get(ADDRESS, headers=key | {"accept": "text/csv"}).status_code == 406


def test_head_of_a_permalink(client, key):
    link = post(client, BODY | {"save": True}, **key)["Location"]

    assert client.head(link, headers=key)["Raphe-Today-Agrees"] == "yes"


def test_another_scheme_is_no_anonymous_caller(client, key):
    for given in ("Token x", "raphe_x", "Basic dTpw"):
        response = post(client, BODY, authorization=given)
        assert (response.status_code, response.json()["code"]) == (401, "bad_token")
