"""What CDS Hooks 2.0 and the Genomics Reporting guide require, against a running server."""

import re
from uuid import UUID

import pytest

from pgx import notice
from pgx.assessments.assess import assess
from pgx.assessments.question import Question
from pgx.ehr.cds.requests import FhirAuthorization
from pgx.ehr.fhir.codes import GUIDE, METABOLIZERS
from pgx.ehr.fhir.search.matching import at
from pgx.ehr.fhir.search.parameters import PARAMETERS
from tests.ehr.calls import assert_nothing_is_empty, bundle, dosage, order
from tests.ehr.clients.servers import send, serving
from tests.ehr.clients.signing import confused, ec, make_client, token
from tests.ehr.fhir.asking import HAPLOTYPES, TX, assert_marked, every_resource
from tests.ehr.sandbox import Sandbox

HOOKS = ("patient-view", "order-select", "order-sign")
WHEN = "2026-01-02T03:04:05Z"
FEEDBACK = "/cds-services/raphe-order-sign/feedback"


@pytest.fixture
def sandbox(live_server, release, settings):
    settings.RATES = {name: type(rate)(100_000) for name, rate in settings.RATES.items()}
    with Sandbox(live_server.url) as sandbox:
        yield sandbox


def drafts(sandbox, patient):
    """The patient's own draft orders, else one of citalopram."""
    own = sandbox.resources(f"MedicationRequest?patient={patient}&status=draft")
    return own or [order("2556", dosage(20), "citalopram", id="draft-1", status="draft")]


def assert_card(card):
    """Every member that a card must have, of the right form, and none that is empty."""
    assert_nothing_is_empty(card)
    assert len(card["summary"]) < 140
    assert card["indicator"] in ("info", "warning", "critical")
    assert card["source"]["label"]
    assert str(UUID(card["uuid"])) == card["uuid"]
    assert card["detail"].startswith(str(notice.NOTICE))
    for link in card.get("links", []):
        assert {"label", "url", "type"} <= link.keys()
        assert link["type"] in ("absolute", "smart")
        assert link["type"] == "smart" or "appContext" not in link
    assert all(reason["display"] for reason in card.get("overrideReasons", []))
    if "suggestions" in card:
        assert card["selectionBehavior"] in ("at-most-one", "any")
    for suggestion in card.get("suggestions", []):
        assert_suggestion(suggestion)


def assert_suggestion(suggestion):
    assert suggestion["label"]
    assert UUID(suggestion["uuid"])
    for action in suggestion.get("actions", []):
        assert action["type"] in ("create", "update", "delete")
        assert action["description"]
        assert ("resourceId" if action["type"] == "delete" else "resource") in action


# --- Discovery and other origins ---


def test_discovery_says_what_is_required(sandbox):
    answer = sandbox.http.get("/cds-services")
    services = answer.json()["services"]

    assert answer.status_code == 200
    assert_nothing_is_empty(answer.json())
    assert {each["hook"] for each in services} == set(HOOKS)
    for each in services:
        assert {"hook", "id", "description", "title", "prefetch"} <= each.keys()
        tokens = {
            found for text in each["prefetch"].values() for found in re.findall("{{.*?}}", text)
        }
        assert tokens == {"{{context.patientId}}"}


def test_preflight_is_answered_wherever_a_browser_calls(sandbox):
    asks = {"Access-Control-Request-Headers": "accept, authorization, content-type, prefer"}
    doors = [("GET", "/cds-services"), ("POST", FEEDBACK), ("GET", "/fhir/Patient")]
    doors += [("POST", f"/cds-services/raphe-{hook}") for hook in HOOKS]
    doors += [("POST", "/fhir/$assess"), ("GET", "/fhir/metadata")]
    for method, address in doors:
        answer = sandbox.http.options(
            address, headers={**asks, "Access-Control-Request-Method": method}
        )
        assert answer.is_success, address
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert method in answer.headers["Access-Control-Allow-Methods"].split(", ")
        allowed = set(answer.headers["Access-Control-Allow-Headers"].lower().split(", "))
        assert {"accept", "authorization", "content-type", "prefer"} <= allowed


# --- Cards ---


def test_every_answer_for_every_patient_is_of_the_standard(sandbox):
    ends = assess(Question()).not_checked
    services = sandbox.discover()
    for patient in (each["id"] for each in sandbox.resources("Patient")):
        orders = drafts(sandbox, patient)
        brought = sandbox.prefetch(services[0], patient)
        for service in services:
            assert service["prefetch"] == services[0]["prefetch"]
            body = sandbox.body(service["hook"], patient, orders, brought)
            cards = sandbox.cards(body)
            assert cards, (patient, service["id"])
            for card in cards:
                assert_card(card)
                assert service["hook"] == "patient-view" or card["detail"].endswith(ends), patient
            assert len({card["uuid"] for card in cards}) == len(cards)


def test_what_is_not_prefetched_is_read_from_the_named_server(sandbox):
    (service,) = (each for each in sandbox.discover() if each["hook"] == "order-sign")
    orders = drafts(sandbox, "teaching-01")
    body = sandbox.body(
        "order-sign", "teaching-01", orders, sandbox.prefetch(service, "teaching-01")
    )
    named = {**body, "fhirServer": f"{sandbox.site}/fhir"}
    del named["prefetch"]

    assert sandbox.cards(named) == sandbox.cards(body)
    assert sandbox.cards({**named, "prefetch": {"reports": None}})


def test_an_address_that_a_call_names_is_not_reached(sandbox):
    with serving(lambda asked: send(asked, bundle())) as elsewhere:
        for given in (elsewhere.url(), elsewhere.url(host="localhost"), "http://169.254.169.254/"):
            body = sandbox.body("order-sign", "teaching-01", [order()], fhirServer=given)
            answer = sandbox.post(body)
            assert answer.status_code == 412
            assert answer.json()["errors"]
        assert elsewhere.connections == 0


def test_only_the_selected_order_is_advised_on(sandbox):
    orders = [order("2556", id="a"), order("36437", id="b")]
    body = sandbox.body("order-select", "teaching-01", orders, {"genotypes": None})
    body["context"]["selections"] = ["MedicationRequest/b"]

    cards = sandbox.cards(body)

    assert cards
    assert all(card["summary"].startswith("Sertraline") for card in cards)


def test_unknown_drug_has_no_card_and_a_known_one_without_a_dose_has_one(sandbox):
    for hook in HOOKS[1:]:
        for orders, is_known in (
            ([order("1191", text="aspirin", id="a")], False),
            ([order(id="a")], True),
        ):
            body = sandbox.body(hook, "teaching-26", orders, {"genotypes": None})
            assert bool(sandbox.cards(body)) == is_known


def test_an_mao_inhibitor_is_critical(sandbox):
    taken = {
        "resourceType": "MedicationStatement",
        "medicationCodeableConcept": {"text": "phenelzine"},
    }
    for hook in HOOKS[1:]:
        brought = {"genotypes": None, "statements": bundle(taken)}
        cards = sandbox.cards(sandbox.body(hook, "teaching-01", [order(id="a")], brought))
        assert "critical" in {card["indicator"] for card in cards}
        assert all("In the model" not in card["detail"] for card in cards)


def test_what_is_required_is_refused_where_it_is_missing(sandbox):
    token = FhirAuthorization(access_token="t").model_dump()
    for hook in HOOKS:
        good = sandbox.body(hook, "teaching-01", [order(id="a")], {"genotypes": None})
        context = good["context"]
        bad = [
            {name: each for name, each in good.items() if name != out}
            for out in ("hook", "hookInstance", "context")
        ]
        bad += [
            {**good, "context": {name: each for name, each in context.items() if name != out}}
            for out in context
        ]
        bad += [
            {**good, "fhirAuthorization": token},
            {**good, "hook": "other"},
            {**good, "hookInstance": "1"},
            [],
        ]
        for body in bad:
            answer = sandbox.post(body, f"raphe-{hook}")
            assert 400 <= answer.status_code < 500, body
            assert answer.json()["detail"]
        assert sandbox.post(good, "nothing").status_code == 404


# --- Feedback ---


def test_feedback_on_a_card_is_taken(sandbox):
    body = sandbox.body(
        "order-sign", "teaching-01", drafts(sandbox, "teaching-01"), {"genotypes": None}
    )
    card = sandbox.cards(body)[0]["uuid"]
    overridden = {"reason": {"code": "later", "display": "Later"}, "userComment": "Not now"}
    for item, is_good in (
        ({"outcome": "accepted", "acceptedSuggestions": [{"id": card}]}, True),
        ({"outcome": "overridden", "overrideReason": overridden}, True),
        ({"outcome": "overridden"}, True),
        ({"outcome": "accepted"}, False),
        ({"outcome": "ignored"}, False),
    ):
        sent = {"feedback": [{"card": card, "outcomeTimestamp": WHEN, **item}]}
        answer = sandbox.post(sent, "raphe-order-sign/feedback")
        assert (answer.status_code == 200) == is_good, answer.text
        assert is_good or 400 <= answer.status_code < 500
    assert sandbox.post({"feedback": []}, "nothing/feedback").status_code == 404


# --- Who calls ---


def test_a_required_token_is_asked_for_everywhere(sandbox, settings):
    settings.CDS_CLIENTS = "required"
    make_client()
    body = sandbox.body("order-sign", "teaching-01", [order(id="a")], {"genotypes": None})
    feedback = {
        "feedback": [
            {"card": body["hookInstance"], "outcome": "overridden", "outcomeTimestamp": WHEN}
        ]
    }
    for method, address, sent in (
        ("GET", "/cds-services", None),
        ("POST", "/cds-services/raphe-order-sign", body),
        ("POST", FEEDBACK, feedback),
    ):
        url = f"{sandbox.site}{address}"
        good = token(url)

        def ask(text, method=method, address=address, sent=sent):
            headers = {"Authorization": f"Bearer {text}"} if text else {}
            return sandbox.http.request(method, address, json=sent, headers=headers).status_code

        assert ask("") == 401
        assert ask(good) == 200
        assert ask(good) == 401, "a replay"
        unsigned = token(url, header={"alg": "none"})
        refused = [unsigned, confused(ec()), token(f"{url}/x"), token(url, iss="other")]
        refused += [token(url, exp=1), token(url, iat=None), token(url, jti=None)]
        refused += [token(url, header={"typ": "other"}), token(url, header={"kid": None})]
        assert {ask(each) for each in refused} == {401}


def test_keys_of_an_unknown_address_are_never_fetched(sandbox, settings):
    settings.CDS_CLIENTS = "required"
    make_client()
    with serving(lambda asked: send(asked, {"keys": []})) as elsewhere:
        text = token(f"{sandbox.site}/cds-services", header={"jku": elsewhere.url("/keys")})
        answer = sandbox.http.get("/cds-services", headers={"Authorization": f"Bearer {text}"})
        assert answer.status_code == 401
        assert elsewhere.connections == 0


# --- FHIR ---

SYSTEMS = (
    "http://loinc.org",
    "http://www.nlm.nih.gov/research/umls/rxnorm",
    "http://www.genenames.org",
    "http://www.pharmvar.org",
    "http://www.ncbi.nlm.nih.gov/projects/SNP",
    "http://varnomen.hgvs.org",
    "http://unitsofmeasure.org",
    "http://hl7.org/",
    "http://terminology.hl7.org/CodeSystem/",
    "https://raphe.invalid/",
)
GENOMIC = {"84413-4": "genotype", "84414-2": "haplotype", "69548-6": "variant"}


def test_every_resource_is_marked_and_coded_in_known_systems(sandbox):
    for kind in PARAMETERS:
        page = sandbox.fhir(f"{kind}?_count=3")
        assert page["total"] >= len(page["entry"])
        for each in sandbox.resources(f"{kind}?_count=200"):
            assert_marked(each)
            assert each["text"]["div"].count(str(notice.NOTICE)) == 1
            systems = {each["system"] for each in codings(each)}
            assert all(system.startswith(SYSTEMS) for system in systems), systems


def codings(value):
    """Every Coding within a resource."""
    if isinstance(value, dict):
        if {"system", "code"} <= value.keys():
            yield value
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from codings(each)


def test_genomic_results_have_the_codes_of_the_guide(sandbox):
    profiles = f"{GUIDE}StructureDefinition/"
    for each in sandbox.resources("Observation?_count=200"):
        (code,) = at(each, "code.coding.code")
        assert each["meta"]["profile"] == [f"{profiles}{GENOMIC[code]}"]
        categories = {(found["system"], found["code"]) for found in codings(each["category"])}
        terms = "http://terminology.hl7.org/CodeSystem/"
        assert categories == {
            (f"{terms}observation-category", "laboratory"),
            (f"{terms}v2-0074", "GE"),
        }
    known = {each["code"] for each in codings(sandbox.resources("DiagnosticReport?_count=200"))}
    assert {"51969-4"} <= known
    answers = {each for each in known if each.startswith("LA")}
    assert answers == set(METABOLIZERS.values())


def test_operations_answer_as_the_guide_says(sandbox):
    none = sandbox.http.get(TX, params={"subject": "teaching-01"}).json()
    assert none["resourceType"] == "Parameters"
    assert "parameter" not in none
    found = sandbox.http.get(
        TX, params={"subject": "teaching-01", "treatments": "escitalopram"}
    ).json()
    on_file = {each["resource"]["id"] for each in found["parameter"] if each["name"] == "genotype"}
    implied = [each["resource"] for each in found["parameter"] if each["name"] == "implication"]
    assert implied
    for each in implied:
        assert_implication(each)
        own = {name.removeprefix("Observation/") for name in at(each, "derivedFrom.reference")}
        assert own <= on_file
    (gene,) = sandbox.http.get(
        HAPLOTYPES, params={"subject": "teaching-01", "genes": "http://www.genenames.org|HGNC:2621"}
    ).json()["parameter"]
    assert gene["part"][0]["valueString"] == "http://www.genenames.org|HGNC:2621"
    assert {each["name"] for each in gene["part"]} == {"geneItem", "genotype", "haplotype"}


def assert_implication(each):
    """Derived from genotypes, with a citation, and no level of evidence that is not known."""
    own = set(at(each, "component.code.coding.code")) | set(at(each, "code.coding.code"))
    assert {"therapeutic-implication", "51963-7", "conclusion-string"} <= own
    assert "93044-6" not in own or all(at(each, "component.valueCodeableConcept"))
    assert list(at(each, "derivedFrom.reference"))
    (extension,) = each["extension"]
    assert extension["url"] == "http://hl7.org/fhir/StructureDefinition/workflow-relatedArtifact"
    assert extension["valueRelatedArtifact"]["type"] == "citation"


def test_assess_gives_a_report_implications_and_proposals(sandbox):
    given = sandbox.resources("Observation?patient=teaching-01&_count=200")
    sent = bundle(*given, *drafts(sandbox, "teaching-01"))
    answer = sandbox.http.post("/fhir/$assess", json=sent)
    assert answer.status_code == 200, answer.text
    found = list(every_resource(answer.json()))
    tasks = [each for each in found if each["resourceType"] == "Task"]
    implied = [
        each
        for each in found
        if f"{GUIDE}StructureDefinition/therapeutic-implication"
        in each.get("meta", {}).get("profile", [])
    ]

    assert "DiagnosticReport" in {each["resourceType"] for each in found}
    assert implied
    for each in implied:
        assert_implication(each)
    assert tasks
    for task in tasks:
        assert (task["status"], task["intent"]) == ("requested", "proposal")
        assert task["reasonReference"]["reference"] in {
            f"urn:uuid:{each['id']}" for each in implied
        }


def test_every_fault_is_an_operation_outcome(sandbox):
    for address, status in (
        ("/fhir/Patient/nobody", 404),
        ("/fhir/Nothing", 404),
        ("/fhir/Patient?_count=x", 400),
        (TX, 400),
        (f"{HAPLOTYPES}?subject=teaching-01&genes=NOTAGENE", 422),
    ):
        answer = sandbox.http.get(address)
        assert answer.json()["resourceType"] == "OperationOutcome", address
        assert answer.status_code == status, address
        assert_marked(answer.json())
