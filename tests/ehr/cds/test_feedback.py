import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from limits import parse

from pgx import notice
from pgx.ehr import retention
from pgx.ehr.cds.remembering import remember
from pgx.ehr.models import CardFeedback
from tests.ehr.calls import post
from tests.ehr.cds.test_remembering import CARD, RICH, SUGGESTION
from tests.ehr.cds.test_views import assert_problem

pytestmark = pytest.mark.django_db
SERVICE = "/cds-services/raphe-order-sign"
ADDRESS = f"{SERVICE}/feedback"
WHEN = "2026-01-02T03:04:05Z"
ACCEPTED = {
    "card": str(CARD),
    "outcome": "accepted",
    "acceptedSuggestions": [{"id": str(SUGGESTION)}],
    "outcomeTimestamp": WHEN,
}
OVERRIDDEN = {
    "card": str(CARD),
    "outcome": "overridden",
    "overrideReason": {
        "reason": {"code": "later", "system": "ours", "display": "In the client's words"},
        "userComment": "Not\u0000 now,\n later",
    },
    "outcomeTimestamp": WHEN,
}


def send(*items, client=None, address=ADDRESS):
    return post(client or Client(enforce_csrf_checks=True), {"feedback": items}, address)


def test_what_became_of_a_remembered_card_is_kept_with_what_it_said():
    remember("raphe-order-sign", [RICH])

    response = send(ACCEPTED, OVERRIDDEN)

    assert (response.status_code, response.json()) == (200, {"notice": str(notice.NOTICE_SHORT)})
    overridden, accepted = CardFeedback.objects.all()
    for row in (overridden, accepted):
        assert (row.drug, row.indicator, row.summary) == (
            *("escitalopram", "warning"),
            RICH["summary"],
        )
        assert row.outcome_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (accepted.accepted, accepted.reason) == (["Order 5 mg"], "")
    assert overridden.reason == "Will be decided later"
    assert overridden.comment == "Not now, later"


def test_a_card_with_names_from_outside_is_kept_as_far_as_there_is_room():
    topic = RICH["source"]["topic"] | {"code": "x\u0000" * 150}
    remember("raphe-order-sign", [RICH | {"source": {"label": "Raphe", "topic": topic}}])

    assert send(OVERRIDDEN).status_code == 200

    assert CardFeedback.objects.get().drug == "x" * 100


def test_what_became_of_a_forgotten_card_is_kept_as_it_was_told():
    send(ACCEPTED, OVERRIDDEN)

    overridden, accepted = CardFeedback.objects.all()
    assert (accepted.drug, accepted.summary) == ("", "")
    assert accepted.accepted == [str(SUGGESTION)]
    assert overridden.reason == "In the client's words"


def test_a_card_of_another_service_is_not_mixed_up():
    remember("raphe-patient-view", [RICH])

    send(OVERRIDDEN)

    assert CardFeedback.objects.get().summary == ""


def test_sent_twice_is_kept_once():
    assert [send(ACCEPTED, ACCEPTED).status_code for _ in range(2)] == [200, 200]

    assert CardFeedback.objects.count() == 1


def without(item, name):
    return {key: value for key, value in item.items() if key != name}


@pytest.mark.parametrize(
    ("item", "field"),
    [
        (without(ACCEPTED, "card"), "card"),
        (ACCEPTED | {"card": "7"}, "card"),
        (without(ACCEPTED, "outcome"), "outcome"),
        (ACCEPTED | {"outcome": "ignored"}, "outcome"),
        (without(ACCEPTED, "acceptedSuggestions"), "acceptedSuggestions"),
        (ACCEPTED | {"acceptedSuggestions": []}, "acceptedSuggestions"),
        (ACCEPTED | {"acceptedSuggestions": [{}]}, "acceptedSuggestions.0.id"),
        (without(ACCEPTED, "outcomeTimestamp"), "outcomeTimestamp"),
        (ACCEPTED | {"outcomeTimestamp": "yesterday"}, "outcomeTimestamp"),
        (ACCEPTED | {"outcomeTimestamp": "2026-01-02T03:04:05"}, "outcomeTimestamp"),
        (ACCEPTED | {"outcomeTimestamp": 1767323045}, "outcomeTimestamp"),
        (ACCEPTED | {"outcomeTimestamp": "0001-01-01T00:00:00+14:00"}, "outcomeTimestamp"),
        (ACCEPTED | {"outcomeTimestamp": "9999-12-31T23:59:59-14:00"}, "outcomeTimestamp"),
        (OVERRIDDEN | {"overrideReason": "later"}, "overrideReason"),
        (
            OVERRIDDEN | {"overrideReason": {"userComment": "a" * 1001}},
            "overrideReason.userComment",
        ),
        (OVERRIDDEN | {"overrideReason": {"reason": {"code": 5}}}, "overrideReason.reason.code"),
    ],
)
def test_a_fault_names_its_field_and_nothing_is_kept(item, field):
    problem = assert_problem(send(OVERRIDDEN, item), 400)

    assert f"feedback.1.{field}" in {error["field"] for error in problem["errors"]}
    assert not CardFeedback.objects.exists()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "feedback"),
        ({"feedback": []}, "feedback"),
        ({"feedback": [ACCEPTED] * 101}, "feedback"),
        ([], "body"),
        ("{", "body"),
        (json.dumps({"feedback": [OVERRIDDEN]}).replace("later", "\\ud800"), "body"),
    ],
)
def test_a_body_of_another_form_is_400(client, body, field):
    problem = assert_problem(post(client, body, ADDRESS), 400)

    assert field in {error["field"] for error in problem["errors"]}


def test_of_an_unknown_service_is_404():
    assert_problem(send(ACCEPTED, address="/cds-services/elsewhere/feedback"), 404)


def test_is_counted(monkeypatch):
    monkeypatch.setitem(settings.RATES, "anonymous", parse("1/day"))

    assert "RateLimit-Remaining" in send(ACCEPTED).headers
    assert_problem(send(OVERRIDDEN), 429)
    assert CardFeedback.objects.count() == 1


def test_each_card_counts_like_a_call(monkeypatch):
    monkeypatch.setitem(settings.RATES, "anonymous", parse("10/day"))
    cards = [OVERRIDDEN | {"card": str(uuid4())} for _ in range(6)]

    assert send(*cards).status_code == 200
    assert_problem(send(*cards), 429)
    assert send(OVERRIDDEN).status_code == 200
    assert CardFeedback.objects.count() == 7


def test_the_older_way_counts_once_a_remembered_card(client):
    remember("raphe-order-sign", [RICH])
    known, forgotten = f"{SERVICE}/analytics/{SUGGESTION}", f"{SERVICE}/analytics/{uuid4()}"

    assert [post(client, {}, each).status_code for each in (known, known, forgotten)] == [200] * 3

    (row,) = CardFeedback.objects.all()
    assert (row.outcome, row.accepted) == ("accepted", ["Order 5 mg"])


def test_is_deleted_after_its_days():
    send(ACCEPTED, OVERRIDDEN)
    old = CardFeedback.objects.first()
    long_ago = timezone.now() - timedelta(days=settings.KEEP_FEEDBACK_DAYS, seconds=1)
    CardFeedback.objects.filter(pk=old.pk).update(received_at=long_ago)

    assert retention.sweep(timezone.now()) == 1
    assert not CardFeedback.objects.filter(pk=old.pk).exists()
