"""The record of a call: as it was sent, as it is fetched, and what is said of the rest."""

import copy
import time

import pytest

from pgx.ehr.cds.chart import TEMPLATES, read_chart
from pgx.ehr.cds.requests import OrderSign
from pgx.ehr.models import FhirServer
from pgx.ehr.reading.declared import MedicationRequest, Observation
from tests.ehr.calls import SAMPLE, bundle, cards, observation, order, post
from tests.ehr.clients.servers import send

OWN = "http://testserver/fhir"
GENOTYPES = SAMPLE["prefetch"]["genotypes"]
TOKEN = "a-token-that-nobody-sees"
OUTCOME = {"resourceType": "OperationOutcome"}
MEDICINES = bundle(order(id="m1", status="active"))
OF_TYPE = {"Observation": GENOTYPES, "MedicationRequest": MEDICINES}


def of_type(handler):
    """What a server has of the type that is asked for."""
    send(handler, OF_TYPE.get(handler.path.split("?")[0].rpartition("/")[2], bundle()))


def calling(prefetch, server="", token=TOKEN, **context):
    """The sample with another prefetch and a server."""
    body = copy.deepcopy(SAMPLE) | {"prefetch": prefetch}
    body["context"] |= context
    if server:
        authorization = {"access_token": token, "token_type": "Bearer", "scope": "patient/*.read"}
        body |= {"fhirServer": server, "fhirAuthorization": authorization}
    return body


def chart(prefetch, server=""):
    return read_chart(OrderSign.model_validate(calling(prefetch, server)), OWN)


@pytest.mark.parametrize("prefetch", [{}, {"genotypes": OUTCOME}])
def test_what_was_not_sent_is_fetched(client, release, listed, prefetch):
    """The cards are those of the same record sent."""
    server = listed(of_type)
    sent = {"genotypes": GENOTYPES, "medications": MEDICINES, "reports": None, "statements": None}

    assert cards(client, calling(prefetch, server.url())) == cards(client, calling(sent))
    asked = {path.partition("?")[0].rpartition("/")[2] for path, _ in server.asked}
    assert asked == {template.partition("?")[0] for template in TEMPLATES.values()}
    first, headers = server.asked[0]
    assert "patient=invented-1&code=http%3A%2F%2Floinc.org%7C84413-4%2C" in first
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert server.connections == 1


def test_what_was_sent_is_not_fetched(listed):
    server = listed(of_type)

    found = chart({"genotypes": GENOTYPES, "reports": None, "statements": bundle()}, server.url())

    assert [path.partition("?")[0] for path, _ in server.asked] == ["/fhir/MedicationRequest"]
    assert len(list(found.of(MedicationRequest, "medications"))) == 1
    assert not found.unseen


def test_our_own_server_is_read(client, release):
    body = calling({}, f"{OWN}/", patientId="teaching-01")

    assert cards(client, body)


FAULTS = {
    "not_listed": (None, "is not on the list"),
    "refused": (lambda handler: send(handler, {"why": TOKEN}, 401), "answered 401"),
    "redirect": (lambda handler: send(handler, {}, 302, Location="/other"), "redirect (302)"),
    "not_a_bundle": (lambda handler: send(handler, b"<html>"), "Bundle"),
    "no_answer": (lambda handler: time.sleep(1), "did not answer within 0.4 seconds"),
}


@pytest.mark.parametrize("code", FAULTS)
def test_genotypes_that_cannot_be_had_are_412_with_the_reason(
    client, listed, caplog, request, code
):
    if code == "no_answer":
        request.getfixturevalue("hasty")
    answer, said = FAULTS[code]
    server = listed(answer or of_type)
    if answer is None:
        FhirServer.objects.all().delete()

    response = post(client, calling({}, server.url()))

    assert response.status_code == 412
    problem = response.json()
    assert said in problem["detail"]
    missing, of_server = problem["errors"]
    assert (missing["field"], missing["code"]) == ("prefetch.genotypes", "missing_prefetch")
    assert TEMPLATES["genotypes"] in missing["hint"]
    assert (of_server["field"], of_server["code"]) == ("fhirServer", code)
    assert said in of_server["message"]
    assert TOKEN not in response.content.decode() + caplog.text
    assert "invented-1" not in response.content.decode() + caplog.text


def test_without_a_server_genotypes_are_asked_for(client):
    problem = post(client, calling({})).json()

    assert problem["status"] == 412
    assert problem["detail"].endswith("the call names no fhirServer.")
    assert len(problem["errors"]) == 1


def test_other_parts_that_cannot_be_had_are_said(listed):
    def only_genotypes(handler):
        if "Observation" in handler.path:
            send(handler, GENOTYPES)
        else:
            send(handler, {}, 500 if "MedicationRequest" in handler.path else 403)

    found = chart({"statements": None}, listed(only_genotypes).url())

    assert len(list(found.of(Observation, "genotypes"))) == len(GENOTYPES["entry"])
    assert found.unseen == [
        "The list of laboratory reports could not be read: the FHIR server answered 403: "
        "it wants a token that may read this.",
        "The medication list could not be read: the FHIR server answered 500.",
    ]
    assert chart({"genotypes": None}).unseen == [
        "The list of laboratory reports was not sent.",
        "The medication list was not sent.",
        "The list of medicines taken was not sent.",
    ]


def subject(reference):
    return observation("*2/*2", "CYP2C19", subject={"reference": reference})


def test_what_is_another_persons_is_left_out(listed):
    mine = ["Patient/invented-1", "https://a.example/r4/Patient/invented-1/_history/2", ""]
    others = [
        "Patient/invented-2",
        "Patient/invented-1x",
        "https://a.example/Patient/a",
        "Patient/",
    ]
    mixed = bundle(*(subject(each) for each in mine + others))
    server = listed(lambda handler: send(handler, mixed))

    for found in (chart({"genotypes": mixed}), chart({}, server.url())):
        left = [each.subject.reference for each in found.of(Observation, "genotypes")]
        assert left == mine
        assert "The list of genotypes: 4 left out, they name another patient." in found.unseen


@pytest.mark.parametrize(
    "name",
    ["../Patient", "a/b", "a&code=x", "a?b", "a b", "a%2Fb", "", "a" * 65, "\xe9", "a\n", None],
)
def test_what_is_no_id_is_400_before_any_request(client, listed, name):
    server = listed(of_type)

    response = post(client, calling({}, server.url(), patientId=name))

    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "context.patientId"
    assert not server.asked


@pytest.mark.parametrize("token", ["a\r\nX: y", "a b", "\xe9", "", "a" * 10_001])
def test_what_is_no_token_is_400_and_not_repeated(client, listed, token):
    server = listed(of_type)

    response = post(client, calling({}, server.url(), token))

    assert response.status_code == 400
    error = response.json()["errors"][0]
    assert error["field"] == "fhirAuthorization.access_token"
    assert len(token) < 2 or token not in response.content.decode()
    assert not server.asked
