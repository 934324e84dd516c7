"""Search as a client of a teaching sandbox uses it."""

import pytest

from tests.ehr.fhir.asking import found, get

pytestmark = pytest.mark.usefixtures("release")
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


# What each query finds. One test for all: a release is dear.
FINDS = [
    ("Patient?_id=teaching-01,teaching-02", ["teaching-01", "teaching-02"]),
    ("Patient?name=ald", ["teaching-01"]),
    ("Patient?name:exact=ald", []),
    ("Patient?name:contains=LDER", ["teaching-01"]),
    ("Patient?given=Birch&family=teaching", ["teaching-02"]),
    ("Patient?identifier=RAPHE-TEACHING-03", ["teaching-03"]),
    (
        "Patient?identifier=https://raphe.invalid/fhir/teaching-record-number|RAPHE-TEACHING-03",
        ["teaching-03"],
    ),
    ("Patient?identifier=urn:other|RAPHE-TEACHING-03", []),
    ("Patient?gender=other", ["teaching-11"]),
    ("Practitioner?family=Teaching-Synthetic", ["teaching-practitioner"]),
    ("MedicationRequest?patient=teaching-01", ["teaching-01-order-1"]),
    ("MedicationRequest?patient=Patient/teaching-01&intent=order", ["teaching-01-order-1"]),
    ("MedicationRequest?patient:Patient=teaching-01", ["teaching-01-order-1"]),
    ("MedicationRequest?patient=teaching-01&status=active", []),
    (f"MedicationRequest?patient=teaching-01&code={RXNORM}|321988", ["teaching-01-order-1"]),
    ("MedicationStatement?subject=teaching-22&status=active", ["teaching-22-takes-1"]),
    ("Condition?patient=teaching-28&code=I10", ["teaching-28-condition-2"]),
    (
        "Condition?patient=teaching-28&category=problem-list-item&clinical-status=active",
        ["teaching-28-condition-1", "teaching-28-condition-2"],
    ),
    (
        f"Observation?patient=teaching-20&code={LOINC}|84413-4",
        ["teaching-20-genotype-cyp2c19-1"],
    ),
    ("Observation?patient=teaching-20&category=GE&status=preliminary", []),
    ("DiagnosticReport?status=registered", ["teaching-27-report"]),
    ("Observation?patient=teaching-26", []),
    ("Observation?patient=teaching-2", []),
]


def test_search_finds(client):
    for query, ids in FINDS:
        bundle = get(client, query)
        assert found(bundle) == ids, query
        assert bundle["total"] == len(ids)
        assert bundle["type"] == "searchset"


def test_entries_have_their_address(client):
    (entry,) = get(client, "Patient?_id=teaching-01")["entry"]

    assert entry["fullUrl"] == "http://testserver/fhir/Patient/teaching-01"
    assert client.get("/fhir/Patient/teaching-01").json() == entry["resource"]


def test_pages_lead_through_everything_once(client):
    address, seen, pages = "Patient?_count=7&family=Teaching-Synthetic", [], 0
    while address:
        bundle = get(client, address)
        links = {each["relation"]: each["url"] for each in bundle["link"]}
        assert ("previous" in links) == bool(pages)
        seen += found(bundle)
        pages += 1
        address = links.get("next", "").removeprefix("http://testserver/fhir/")
    assert seen == found(get(client, "Patient?_count=200"))
    assert pages == 5
    assert len(seen) == bundle["total"]


def test_include_brings_what_is_referred_to_once(client):
    bundle = get(
        client,
        "DiagnosticReport?patient=teaching-01&_include=DiagnosticReport:result"
        "&_include=DiagnosticReport:patient&_include=DiagnosticReport:subject",
    )

    assert found(bundle) == ["teaching-01-report"]
    assert found(bundle, "include").count("teaching-01") == 1
    assert "teaching-01-genotype-cyp2c19-1" in found(bundle, "include")
    assert bundle["total"] == 1


@pytest.mark.parametrize("query", ["Patient?_summary=count", "Patient?_count=0"])
def test_count_alone_has_no_entries(client, query):
    bundle = get(client, query)

    assert bundle["total"] >= 24
    assert "entry" not in bundle


def test_summary_is_marked_and_shorter(client):
    (entry,) = get(client, "Patient?_id=teaching-01&_summary=true")["entry"]

    assert "SUBSETTED" in [tag["code"] for tag in entry["resource"]["meta"]["tag"]]
    assert "text" not in entry["resource"]
    assert entry["resource"]["name"]


UNKNOWN = ["nonsense=1", "name:below=x", "_include=Patient:nonsense", "_summary=text", "_sort=name"]


def test_what_is_not_understood_is_ignored_and_said(client):
    for query in UNKNOWN:
        bundle = get(client, f"Patient?_id=teaching-01&{query}")
        said = [each["resource"] for each in bundle["entry"] if each["search"]["mode"] == "outcome"]
        assert found(bundle) == ["teaching-01"]
        assert said[0]["issue"][0]["severity"] == "warning"
        assert query.partition("=")[0].partition(":")[0] in said[0]["issue"][0]["diagnostics"]
        assert "=" not in bundle["link"][0]["url"].partition("_id=teaching-01")[2]


def test_what_is_not_understood_is_refused_if_strict(client):
    for query in UNKNOWN:
        outcome = get(client, f"Patient?{query}", status=400, prefer="handling=strict")
        assert len(outcome["issue"]) == 2, query


def test_number_that_is_none_is_refused(client):
    for query in ("_count=-1", "_count=many", "_offset=1.5"):
        outcome = get(client, f"Patient?{query}", status=400)
        assert query.partition("=")[0] in outcome["issue"][1]["diagnostics"]


def test_page_beyond_the_end_is_empty(client):
    assert found(get(client, "Patient?_offset=1000")) == []
