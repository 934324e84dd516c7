import json

import pytest
from django.test import Client

from pgx import notice
from pgx.problems import MOST_BYTES
from tests.ehr.calls import (
    ADDRESS,
    SAMPLE,
    assert_nothing_is_empty,
    dosage,
    observation,
    order,
    post,
    request,
    without,
)


def assert_problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert problem["notice"] == str(notice.NOTICE)
    assert_nothing_is_empty(problem)
    return problem


def test_discovery(client):
    response = client.get("/cds-services")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    services = {service["hook"]: service for service in response.json()["services"]}
    assert set(services) == {"patient-view", "order-select", "order-sign"}
    for hook, service in services.items():
        assert service["id"] == f"raphe-{hook}"
        assert str(notice.NOTICE_SHORT) in service["description"]
        for query in service["prefetch"].values():
            assert "?patient={{context.patientId}}&" in query
            assert query.count("{{") == 1
    assert_nothing_is_empty(response.json())


def test_call_needs_no_csrf_token(release):
    assert post(Client(enforce_csrf_checks=True), SAMPLE).status_code == 200


def changed(**members):
    return {**SAMPLE, **members}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (without("hook"), "hook"),
        (changed(hook="patient-view"), "hook"),
        (without("hookInstance"), "hookInstance"),
        (changed(hookInstance="not-a-uuid"), "hookInstance"),
        (without("context"), "context"),
        (without("context.userId"), "context.userId"),
        (without("context.patientId"), "context.patientId"),
        (without("context.draftOrders"), "context.draftOrders"),
        (without("context.draftOrders.resourceType"), "context.draftOrders.resourceType"),
        (changed(context=None), "context"),
        (changed(prefetch=[]), "prefetch"),
        (changed(prefetch={"genotypes": {}}), "prefetch.genotypes.resourceType"),
        (
            request(orders=[order(dosage=dosage("many"))]),
            "context.draftOrders.entry.0.resource.dosageInstruction.0.doseAndRate.0"
            ".doseQuantity.value",
        ),
        (request(orders=[5]), "context.draftOrders.entry.0.resource"),
        (request(orders=[{}]), "context.draftOrders.entry.0.resource.resourceType"),
        (
            request([{"resourceType": "Observation"}]),
            "prefetch.genotypes.entry.0.resource.code",
        ),
        (request([observation()] * 201), "prefetch.genotypes.entry"),
        ([], "body"),
        (None, "body"),
        ("{", "body"),
        ("", "body"),
        (b"\xff\xfe", "body"),
        ("[" * 100_000, "body"),
    ],
)
def test_bad_body_is_400_with_the_field(client, body, field):
    problem = assert_problem(post(client, body), 400)

    assert field in {error["field"] for error in problem["errors"]}


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 400])
def test_a_dose_without_end_is_400(client, number):
    text = json.dumps(request(orders=[order(dosage=dosage(12345))])).replace("12345", number)

    assert_problem(post(client, text), 400)


@pytest.mark.parametrize("number", ["1e-320", "1e-9", "39.999999999999"])
def test_any_finite_dose_is_answered(client, release, number):
    text = json.dumps(request(orders=[order(dosage=dosage(12345))])).replace("12345", number)

    assert post(client, text).status_code == 200


def test_many_faults_are_cut_short(client):
    problem = assert_problem(post(client, request(orders=[{}] * 150)), 400)

    assert len(problem["errors"]) == 20


@pytest.mark.parametrize("body", [without("prefetch"), without("prefetch.genotypes")])
def test_missing_genotypes_are_412(client, body):
    problem = assert_problem(post(client, body), 412)

    assert problem["errors"][0]["field"] == "prefetch.genotypes"


def test_unknown_service_is_404(client):
    assert_problem(post(client, SAMPLE, "/cds-services/elsewhere"), 404)


def test_post_of_discovery_is_405(db):
    assert_problem(Client(enforce_csrf_checks=True).post("/cds-services"), 405)


def test_get_of_a_service_is_405(client):
    response = client.get(ADDRESS)

    assert_problem(response, 405)
    assert response["Allow"] == "POST"


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 3 * MOST_BYTES])
def test_large_body_is_413(client, size):
    assert_problem(post(client, " " * size), 413)


def test_largest_body_is_read(client, release):
    text = json.dumps(SAMPLE)

    assert post(client, text + " " * (MOST_BYTES - len(text))).status_code == 200


def test_no_release_is_503(client, db):
    assert_problem(post(client, SAMPLE), 503)
