"""The playground answers through the service itself, and acting on a card is real feedback."""

import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from limits import parse

from pgx.ehr.cds.chart import TEMPLATES
from pgx.ehr.models import CardFeedback
from pgx.ehr.teaching_patients import teaching_patients

POOR = "/playground?patient=teaching-01&hook=order-sign&drug=escitalopram&dose=10"
SUGGESTED = "/playground?patient=teaching-06&hook=order-sign&drug=nortriptyline&dose=75"


@pytest.fixture
def client(client, release):
    return client


def text_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def shown(text: str, label: str):
    """The JSON in one of the two boxes."""
    return json.loads(re.search(rf'aria-label="{label}"><code>(.*?)</code>', text, re.S)[1])


def sent(client, address):
    return shown(text_of(client.get(address)), "The body of the request")


def came(client, address):
    return shown(text_of(client.get(address)), "The body of the response")


def test_the_call_shown_is_the_call_that_any_client_can_make(client):
    text = text_of(client.get(POOR))
    body = shown(text, "The body of the request")

    answer = client.post("/cds-services/raphe-order-sign", body, content_type="application/json")

    assert answer.status_code == 200
    assert answer.json() == shown(text, "The body of the response")
    (card,) = answer.json()["cards"]
    assert card["summary"] in text
    assert "curl http://testserver/cds-services/raphe-order-sign" in text


def test_every_person_has_a_page_at_every_hook(client):
    for patient in teaching_patients():
        for hook in ("patient-view", "order-select", "order-sign"):
            text = text_of(client.get(f"/playground?patient={patient.id}&hook={hook}"))
            assert patient.record_number in text
            assert patient.shows in text
            assert "Invented person" in text
            assert 'class="card card-' in text, (patient.id, hook)


def test_what_is_ordered_first_is_the_persons_own_draft_order(client):
    body = sent(client, "/playground?patient=teaching-08")

    (entry,) = body["context"]["draftOrders"]["entry"]
    assert entry["resource"]["medicationCodeableConcept"]["text"] == "Venlafaxine"
    empty = sent(client, "/playground?patient=teaching-08&drug=")
    assert "entry" not in empty["context"]["draftOrders"]


def test_order_select_selects_the_first_of_two(client):
    body = sent(
        client, f"{POOR}&drug2=omeprazole&hook=order-select".replace("order-sign&", "x&", 1)
    )

    assert body["context"]["selections"] == ["MedicationRequest/teaching-01-order-1"]
    assert len(body["context"]["draftOrders"]["entry"]) == 2


def test_a_withheld_key_is_refused_in_words_unless_it_can_be_fetched(client):
    text = text_of(client.get(f"{POOR}&genotypes=left-out"))
    assert "The service refuses the call: 412" in text
    assert "prefetch.genotypes" in text
    assert "genotypes" not in shown(text, "The body of the request")["prefetch"]

    fetched = f"{POOR}&genotypes=left-out&server=on"
    assert sent(client, fetched)["fhirServer"] == "http://testserver/fhir"
    with_prefetch, without = came(client, POOR)["cards"], came(client, fetched)["cards"]
    assert [card["detail"] for card in without] == [card["detail"] for card in with_prefetch]


def test_a_key_can_be_null_or_an_outcome(client):
    assert list(TEMPLATES) == ["genotypes", "reports", "medications", "statements"]

    withheld = f"{POOR}&genotypes=null&reports=failed&statements=left-out"
    prefetch = sent(client, withheld)["prefetch"]

    assert prefetch["genotypes"] is None
    assert prefetch["reports"]["resourceType"] == "OperationOutcome"
    assert prefetch["medications"]["resourceType"] == "Bundle"
    assert "statements" not in prefetch


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("patient=teaching-99", "teaching-99 is none of these. Did you mean teaching-"),
        ("hook=order-dispatch", "order-dispatch is none of these."),
        ("drug=escitaloprm", "escitaloprm is none of these. Did you mean escitalopram?"),
        ("drug=escitalopram&dose=ten", "ten is not a plain number."),
        ("drug=escitalopram&dose=0", "A dose is more than 0 mg."),
        ("drug=escitalopram&dose=" + "9" * 400, "at most 20 characters"),
        ("drug=&dose2=5", "A dose needs a drug."),
        ("genotypes=perhaps", "perhaps is none of these."),
        ("drug=%25(value)s%00", "none of these"),
    ],
)
def test_a_fault_in_the_address_is_said_at_its_field(client, address, says):
    text = text_of(client.get(f"/playground?{address}"))

    assert says in re.sub(r"<[^>]+>", "", text)
    assert "Nothing was sent" in text


def first_card(client, address):
    return came(client, address)["cards"][0]


def test_accepting_changes_the_order_and_is_kept(client):
    card = first_card(client, SUGGESTED)
    suggestion = card["suggestions"][0]
    act = SUGGESTED.replace("/playground", "/playground/accept")

    response = client.post(act, {"card": card["uuid"], "suggestion": suggestion["uuid"]})

    assert response.status_code == 302
    asked = parse_qs(urlsplit(response["Location"]).query)
    assert float(asked["dose"][0]) < 75
    text = text_of(client.get(response["Location"]))
    assert f"Accepted: {suggestion['label']}" in text
    assert "Accepted:" not in text_of(client.get(f"{SUGGESTED}&accepted=x~y"))
    assert f"{asked['dose'][0]} mg once a day" in text
    kept = CardFeedback.objects.get()
    assert (str(kept.card), kept.outcome, kept.drug) == (card["uuid"], "accepted", "nortriptyline")
    assert kept.accepted == [suggestion["label"]]


def test_overriding_collapses_the_card_and_is_kept(client):
    card = first_card(client, POOR)
    reason = card["overrideReasons"][0]
    act = POOR.replace("/playground", "/playground/override")
    given = {"card": card["uuid"], "reason": reason["code"], "comment": "As in class."}

    response = client.post(act, given)

    text = text_of(client.get(response["Location"]))
    assert f"Overridden: {reason['display']}" in text
    assert "Override this card" not in text
    kept = CardFeedback.objects.get()
    assert (kept.reason, kept.comment) == (reason["display"], "As in class.")
    assert kept.summary == card["summary"]


@pytest.mark.parametrize(
    ("act", "given", "says"),
    [
        ("override", {"card": "nothing", "reason": "seen"}, "not here any more"),
        ("override", {}, "Choose a reason, or write one."),
        ("override", {"comment": "a" * 1001}, "at most 1000 characters"),
        ("accept", {"suggestion": "nothing"}, "not here any more"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_kept(client, act, given, says):
    card = first_card(client, POOR)
    address = POOR.replace("/playground", f"/playground/{act}")

    response = client.post(address, {"card": card["uuid"]} | given)

    assert says in text_of(client.get(response["Location"]))
    assert not CardFeedback.objects.exists()


def test_a_comment_of_the_length_that_the_browser_allows_is_kept(client):
    card = first_card(client, POOR)
    comment = "a\r\n" * 500

    client.post(
        POOR.replace("/playground", "/playground/override"),
        {"card": card["uuid"], "comment": comment},
    )

    assert CardFeedback.objects.get().comment == "a " * 499 + "a"


def test_acting_is_counted(client, monkeypatch):
    monkeypatch.setitem(settings.RATES, "anonymous", parse("1/day"))
    act = POOR.replace("/playground", "/playground/override")

    assert [client.post(act).status_code for _ in range(2)] == [302, 429]


def test_acting_needs_the_token_of_the_form():
    client = Client(enforce_csrf_checks=True)

    assert client.post(POOR.replace("/playground", "/playground/override")).status_code == 403


@pytest.mark.django_db
def test_without_a_release_the_page_says_so():
    assert Client().get("/playground").status_code == 404
