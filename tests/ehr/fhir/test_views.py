"""HTTP: forms, errors, limits."""

import json

import pytest
from django.test import Client

from pgx.ehr.fhir.search.parameters import PARAMETERS
from pgx.settings import MIDDLEWARE
from tests.ehr.calls import bundle, observation
from tests.ehr.fhir.asking import assess, get


@pytest.mark.usefixtures("release")
class TestWithRelease:
    @pytest.mark.parametrize(
        ("asked", "status"),
        [
            ("json", 200),
            ("application/fhir+json", 200),
            ("application/fhir json", 200),
            ("xml", 406),
        ],
    )
    def test_format_that_is_asked_for(self, client, asked, status):
        get(client, "Patient", status=status, data={"_format": asked})

    @pytest.mark.parametrize(
        ("accept", "status"),
        [
            ("application/fhir+json;q=0.9, text/plain", 200),
            ("*/*", 200),
            ("application/json+fhir", 200),
            ("application/fhir+xml", 406),
        ],
    )
    def test_accept(self, client, accept, status):
        get(client, "Patient", status=status, accept=accept)

    def test_statement_lists_what_search_knows(self, client):
        statement = get(client, "metadata")
        (rest,) = statement["rest"]

        assert statement["fhirVersion"] == "4.0.1"
        assert rest["security"]["cors"] is True
        listed = {
            each["type"]: {parameter["name"] for parameter in each["searchParam"]}
            for each in rest["resource"]
        }
        assert listed == {kind: set(known) for kind, known in PARAMETERS.items()}
        names = {each["name"] for each in rest["operation"]}
        assert names == {"find-subject-haplotypes", "find-subject-tx-implications", "assess"}

    def test_statement_says_what_is_not_supported(self, client):
        (rest,) = get(client, "metadata")["rest"]

        assert "Not supported: _revinclude" in rest["documentation"]
        assert all("searchRevInclude" not in each for each in rest["resource"])

    @pytest.mark.parametrize("address", ["metadata", "Patient", "Patient/teaching-01"])
    def test_head_is_get_without_a_body(self, client, address):
        response = client.head(f"/fhir/{address}")

        assert (response.status_code, response.content) == (200, b"")
        assert response["Content-Type"] == "application/fhir+json"

    @pytest.mark.parametrize("address", ["Nonsense", "Patient/nobody", "Nonsense/1", "a/b/c", ""])
    def test_what_is_not_there(self, client, address):
        assert get(client, address, status=404)["issue"][0]["code"] == "not-found"


def test_without_a_release_it_says_so(client, db):
    assert get(client, "Patient", status=503)["issue"][0]["code"] == "transient"


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_method_that_is_not_offered(db, method):
    program = Client(enforce_csrf_checks=True)
    response = getattr(program, method)("/fhir/Patient", "{}", content_type="application/fhir+json")

    assert response.status_code == 405
    assert response.json()["issue"][0]["code"] == "not-supported"


@pytest.mark.parametrize("body", ["", "{", "[]", '{"resourceType": "Patient"}'])
def test_body_of_another_form(client, db, body):
    assert assess(client, body, status=400)["issue"][0]["code"] == "invalid"


def test_a_reference_that_every_resource_would_repeat_is_bounded(client, db):
    subject = {"reference": "Patient/" + "a" * 2000}
    body = bundle(observation(gene="CYP2C19", subject=subject))

    assert "at most 1000" in json.dumps(assess(client, body, status=400))


def test_a_subject_that_is_given_twice_is_refused(client, db):
    asked = "$find-subject-haplotypes?genes=CYP2C19&subject=teaching-01&subject=teaching-02"

    outcome = get(client, f"subject-operations/genotype-operations/{asked}", status=400)

    assert "several times" in outcome["issue"][0]["diagnostics"]


def test_body_that_is_too_large(client, db):
    assert assess(client, " " * 2**21, status=413)["issue"][0]["code"] == "too-long"


def test_too_many_requests(client, db, settings):
    settings.RATES = {name: type(rate)(1) for name, rate in settings.RATES.items()}
    client.get("/fhir/metadata")

    outcome = get(client, "metadata", status=429)

    assert outcome["issue"][0]["code"] == "throttled"


def test_errors_become_outcomes_outside_of_all_that_make_them():
    place = MIDDLEWARE.index("pgx.ehr.fhir.outcomes.say_as_outcomes")

    assert place < MIDDLEWARE.index("pgx.web.errors.fill_empty_errors")
    assert place < MIDDLEWARE.index("django.middleware.common.CommonMiddleware")


def test_host_that_is_not_ours(client):
    get(client, "metadata", status=400, host="elsewhere.example")


def test_the_base_address_says_where_to_begin(db, client):
    body = get(client, "", 404)

    assert "/fhir/metadata" in body["issue"][0]["diagnostics"]
