"""Cards as the services make them, answered as clients do: which answers are in line."""

import json

import pytest
from django.test import Client

from pgx.ehr.cds.cards.parts import REASONS
from pgx.ehr.feedback.judging import Judged, asks_for_change, judge
from pgx.ehr.models import CardFeedback
from tests.ehr.calls import cards, post
from tests.samples import FOLDER

pytestmark = pytest.mark.usefixtures("release")
SERVICE = "/cds-services/raphe-order-sign"
WHEN = "2026-01-02T03:04:05Z"


def sample(name):
    file = FOLDER / "cds-hooks" / "raphe-order-sign" / f"{name}.json"
    return json.loads(file.read_text())["request"]["body"]


def answered(card, **said):
    """What is stored of an answer, judged."""
    item = {"card": card["uuid"], "outcomeTimestamp": WHEN, **said}
    assert post(Client(), {"feedback": [item]}, f"{SERVICE}/feedback").status_code == 200
    row = CardFeedback.objects.latest("pk")
    return judge(row.indicator, row.summary, row.outcome, row.accepted, row.reason)


def overridden(card, code=""):
    CardFeedback.objects.all().delete()
    reason = {"reason": {"code": code, "display": "as the client says"}} if code else {}
    return answered(card, outcome="overridden", overrideReason=reason)


def accepted(card, suggestion):
    CardFeedback.objects.all().delete()
    return answered(card, outcome="accepted", acceptedSuggestions=[{"id": suggestion}])


def test_a_card_that_asks_for_a_change(client):
    (card,) = cards(client, sample("citalopram-above-a-maximum"))
    assert card["indicator"] == "warning"

    assert accepted(card, card["suggestions"][0]["uuid"]) is Judged.IN_LINE
    assert accepted(card, "00000000-0000-4000-8000-000000000001") is Judged.BY_NOBODY
    judged = {code: overridden(card, code) for code in ("", *REASONS, "the client's own")}
    in_line = {code for code, each in judged.items() if each is Judged.IN_LINE}
    assert in_line == {"not-trusted", "accounted-for"}
    assert set(judged.values()) == {Judged.IN_LINE, Judged.AGAINST}


def test_a_card_beside_an_mao_inhibitor_rests_on_no_genotype(client):
    card = next(
        each for each in cards(client, sample("mao-inhibitor")) if each["indicator"] == "critical"
    )

    assert overridden(card, "accounted-for") is Judged.IN_LINE
    assert overridden(card, "not-trusted") is Judged.AGAINST


def test_nobody_judges_a_card_that_asks_for_nothing_or_is_forgotten(client):
    (card,) = cards(client, sample("test-not-ordered"))
    assert card["indicator"] == "info"

    assert overridden(card, "seen") is Judged.BY_NOBODY
    assert overridden({"uuid": "00000000-0000-4000-8000-000000000001"}, "seen") is Judged.BY_NOBODY


def test_a_warning_for_another_cause_asks_for_no_change_by_a_statement():
    said = "Sertraline 50 mg/day, an MAO inhibitor ended: "
    assert not asks_for_change("warning", f"{said}no change. Teaching only.")
    assert asks_for_change("warning", f"{said}consider another drug. Teaching only.")
