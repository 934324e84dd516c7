"""Class files over REST: sent, looked at, changed, started, followed, fetched, deleted."""

import json

import pytest
from django.test import Client

from pgx.batches import receiving, starting
from pgx.batches.models import Batch, State
from tests.api.tokens import make_token
from tests.batches.making import CLASS, done, received, upload, work

pytestmark = pytest.mark.usefixtures("release")
BATCHES = "/api/v1/batches"


def send(client, text=CLASS, key="", **fields):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post(BATCHES, {"file": upload(text), **fields}, headers=headers)


def patch(client, batch, body):
    return client.patch(f"{BATCHES}/{batch.pk}", json.dumps(body), "application/json")


def act(client, batch, what):
    return client.post(f"{BATCHES}/{batch.pk}/{what}")


def code(answer) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_a_file_is_sent_followed_and_fetched(of_ada):
    sent = send(of_ada)
    assert sent.status_code == 202
    assert sent.json()["state"] == "reading"
    assert list(sent.json()["links"]) == ["cancel"]
    work()

    told = of_ada.get(sent["Location"]).json()
    results = of_ada.get(told["links"]["results.csv"]).getvalue().decode().splitlines()
    summary = of_ada.get(told["links"]["summary"]).json()

    assert told["state"] == "done"
    assert (told["progress"]["rows_good"], told["progress"]["rows_with_errors"]) == (3, 1)
    assert [line.partition(",")[0] for line in results] == ["subject", "s1", "s2", "s4"]
    assert summary["notice"]


def test_a_file_that_waits_is_changed_and_started(of_ada):
    sent = send(of_ada, start="false", regimens='[{"drug": "sertraline"}]')
    batch = Batch.objects.get(pk=sent.json()["id"])
    assert sent.json()["understood"]["columns"][3]["meaning"] == ""

    body = {"columns": {"shoe_size": "rs6295"}, "orientation": {"rs6295": "plus"}}
    changed = patch(of_ada, batch, body).json()
    started = act(of_ada, batch, "start")

    assert changed["understood"]["columns"][3]["meaning"] == "rs6295"
    assert changed["options"]["regimens"][0]["drug"] == "sertraline"
    assert changed["options"]["orientation"] == {"rs6295": "plus"}
    assert (started.status_code, started.json()["state"]) == (202, "reading")
    assert code(patch(of_ada, batch, {})) == (409, "wrong_state")
    assert code(act(of_ada, batch, "start")) == (409, "wrong_state")


def test_a_key_makes_a_repeated_upload_one_batch(of_ada):
    first, again = send(of_ada, key="k-1"), send(of_ada, key="k-1")

    assert first.status_code == again.status_code == 202
    assert first.json()["id"] == again.json()["id"]
    assert Batch.objects.count() == 1
    assert code(send(of_ada, CLASS + "s5,,,,,\n", key="k-1")) == (409, "key_is_of_another_file")
    assert code(send(of_ada, key="k-1", population="EUR")) == (409, "key_is_of_another_file")
    assert code(send(of_ada, key="k" * 201)) == (422, "invalid")


def test_a_repeated_upload_starts_what_was_not_started(of_ada):
    """The first answer may be lost between the two steps."""
    waiting = send(of_ada, key="k-2", start="false").json()

    assert send(of_ada, key="k-2").json()["state"] == "reading"
    assert waiting["state"] == "waiting"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"file": "no file"}, "file"),
        ({"start": "perhaps"}, "start"),
        ({"regimens": "{"}, "regimens"),
        ({"regimens": '[{"drug": 5}]'}, "regimens.0.drug"),
        ({"regimens": '[{"drug": "aspirn"}]'}, "regimens.0.drug"),
        ({"regimens": "[" * 5000}, "regimens"),
        ({"orientation": "sideways"}, "orientation"),
        ({"population": "Martians"}, "population"),
        ({"layout": "round"}, "layout"),
        ({"release": "99.0.0"}, "release"),
        ({"no_such_field": "1"}, "no_such_field"),
    ],
)
def test_a_bad_field_is_named(of_ada, fields, field):
    answer = of_ada.post(BATCHES, {"file": upload(), **fields})

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), ("subject,birth_date\ns1,1\n", "personal_data"), ("a,b\n1,2\n", "")],
)
def test_a_file_that_cannot_be_used_is_422(of_ada, text, says):
    answer = send(of_ada, text)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"
    assert not says or answer.json()["code"] == says
    assert not Batch.objects.exists()


def test_a_file_without_a_drug_cannot_be_started_at_once(of_ada):
    answer = send(of_ada, "subject,CYP2C19\ns1,*2/*2\n")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "regimens"
    assert not Batch.objects.exists()


def test_too_large_and_over_the_quota_are_413(of_ada, ada, settings):
    received(ada)
    settings.BATCH_QUOTA_BYTES = 250
    assert code(send(of_ada)) == (413, "over_quota")
    settings.BATCH_MOST_BYTES = -receiving.ENVELOPE
    assert code(send(of_ada)) == (413, "too_large")
    assert Batch.objects.count() == 1


def test_a_body_of_json_is_415(of_ada):
    assert of_ada.post(BATCHES, "{}", "application/json").status_code == 415


def test_cancelling_and_going_on(of_ada, ada):
    batch = received(ada)
    assert code(act(of_ada, batch, "cancel")) == (409, "wrong_state")
    act(of_ada, batch, "start")

    cancelled = act(of_ada, batch, "cancel")
    again = act(of_ada, batch, "retry")

    assert (cancelled.status_code, cancelled.json()["state"]) == (202, "cancelled")
    assert list(cancelled.json()["links"]) == ["retry"]
    assert again.json()["state"] == "reading"


@pytest.mark.parametrize("name", ["results.csv", "results.parquet", "errors.csv", "summary"])
def test_results_before_the_end_are_409(of_ada, ada, name):
    assert code(of_ada.get(f"{BATCHES}/{received(ada).pk}/{name}")) == (409, "wrong_state")


@pytest.mark.parametrize("name", ["results.csv", "results.parquet", "errors.csv", "dictionary"])
def test_downloads_are_named_and_of_their_kind(of_ada, ada, name):
    answer = of_ada.get(f"{BATCHES}/{done(ada).pk}/{name}")

    kind = "application/vnd.apache.parquet" if "parquet" in name else "text/csv; charset=utf-8"
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith('attachment; filename="class-')
    assert answer.getvalue()


def test_one_page_of_what_is_mine(of_ada, ada, django_user_model):
    received(django_user_model.objects.create_user("other"))
    mine = received(ada)

    found = of_ada.get(BATCHES).json()

    assert [each["id"] for each in found["results"]] == [mine.pk]
    assert found["notice"]
    assert found["next"] is None


def test_deleting(of_ada, ada):
    batch = done(ada)

    assert of_ada.delete(f"{BATCHES}/{batch.pk}").status_code == 204
    assert of_ada.get(f"{BATCHES}/{batch.pk}").status_code == 404


@pytest.mark.parametrize("scopes", [(), ("assess", "read")])
def test_a_token_of_the_scope_is_needed(ada, scopes):
    headers = {"authorization": f"Bearer {make_token(*scopes, user=ada)}"} if scopes else {}
    client = Client(headers=headers)

    assert client.get(BATCHES).status_code == (403 if scopes else 401)
    assert send(client).status_code == (403 if scopes else 401)
    assert not Batch.objects.exists()


def test_the_state_of_a_done_batch_is_told_of_by_its_links(of_ada, ada):
    told = of_ada.get(f"{BATCHES}/{done(ada).pk}").json()

    assert told["state"] == State.DONE
    for address in told["links"].values():
        assert of_ada.get(address).status_code == 200


def test_two_uploads_with_a_key_at_once_are_both_accepted(of_ada, monkeypatch):
    """The other one starts the batch after this one read that it waits."""
    real = receiving.receive

    def other_is_quicker(*args):
        found = real(*args)
        starting.start(Batch.objects.get(pk=found.batch.pk))
        return found

    monkeypatch.setattr(receiving, "receive", other_is_quicker)
    answer = send(of_ada, key="k-3")
    assert (answer.status_code, answer.json()["state"]) == (202, "reading")


def test_several_files_are_refused_and_not_the_last_one_taken(of_ada):
    answer = of_ada.post(BATCHES, {"file": [upload(), upload()]})
    assert code(answer)[0] == 422
    assert answer.json()["errors"][0]["code"] == "several_files"


def test_a_correction_of_a_column_that_is_not_there_is_refused(of_ada, ada):
    answer = patch(of_ada, received(ada), {"columns": {"CYP2C91": "CYP2C19"}})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (422, "no_such_column")
    assert error["hint"] == "Did you mean CYP2C19?"
