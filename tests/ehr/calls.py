"""The sample request, changed for each test, and what comes back."""

import copy
import json

from tests.samples import FOLDER

SAMPLE = json.loads(
    (FOLDER / "cds-hooks" / "raphe-order-sign" / "escitalopram-poor.json").read_text()
)["request"]["body"]
ADDRESS = "/cds-services/raphe-order-sign"
LOINC, RXNORM = "http://loinc.org", "http://www.nlm.nih.gov/research/umls/rxnorm"


def post(client, body, address=ADDRESS):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(address, text, content_type="application/json")


def cards(client, body, address=ADDRESS):
    response = post(client, body, address)
    assert response.status_code == 200, response.content
    assert_nothing_is_empty(response.json())
    return response.json()["cards"]


def assert_nothing_is_empty(value, path=""):
    """No null, no empty string, array or object anywhere, except `cards: []`."""
    if path != ".cards":
        assert value is not None and value not in ("", [], {}), path
    inner = dict(enumerate(value)) if isinstance(value, list) else value
    for key, each in inner.items() if isinstance(inner, dict) else ():
        assert_nothing_is_empty(each, f"{path}.{key}")


def bundle(*resources):
    return {"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]}


def observation(value="*2/*2", gene="", text="", code="84413-4", **more):
    """A genotype; `gene` as the component "gene studied", `text` as the text of the code."""
    found = {"resourceType": "Observation", "code": {}, **more}
    if code:
        found["code"]["coding"] = [{"system": LOINC, "code": code}]
    if text:
        found["code"]["text"] = text
    if value:
        found["valueCodeableConcept"] = {"text": value}
    if gene:
        studied = {"coding": [{"system": LOINC, "code": "48018-6"}]}
        found["component"] = [{"code": studied, "valueCodeableConcept": {"text": gene}}]
    return found


def order(rxcui="321988", dosage=None, text="", **more):
    concept = {"coding": [{"system": RXNORM, "code": rxcui}]} if rxcui else {}
    if text:
        concept["text"] = text
    dosages = [dosage] if dosage else []
    return {
        "resourceType": "MedicationRequest",
        "medicationCodeableConcept": concept,
        "dosageInstruction": dosages,
        **more,
    }


def statement(text, **more):
    """A medicine that is taken."""
    return {
        "resourceType": "MedicationStatement",
        "medicationCodeableConcept": {"text": text},
        **more,
    }


def dosage(value=20, unit="mg", repeat=None, **more):
    found = {"doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}], **more}
    return found | ({"timing": {"repeat": repeat}} if repeat else {})


def request(genotypes=None, orders=None):
    """The sample with other genotypes or other orders."""
    body = copy.deepcopy(SAMPLE)
    if genotypes is not None:
        body["prefetch"]["genotypes"] = bundle(*genotypes)
    if orders is not None:
        body["context"]["draftOrders"] = bundle(*orders)
    return body


def without(path):
    """The sample without the member at a path."""
    body = copy.deepcopy(SAMPLE)
    *parents, last = path.split(".")
    inner = body
    for key in parents:
        inner = inner[key]
    del inner[last]
    return body


def cyp2c19(text="*2/*2"):
    """The Observation of a CYP2C19 diplotype."""
    return observation(text, gene="CYP2C19")


def select(orders, *selections):
    """The body of a call to order-select."""
    body = request([cyp2c19("*1/*1")], orders)
    body["context"]["selections"] = list(selections)
    return body | {"hook": "order-select"}
