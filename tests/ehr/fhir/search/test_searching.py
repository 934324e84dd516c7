"""Search as a client of a teaching sandbox uses it."""

from urllib.parse import parse_qsl

import pytest

from pgx.ehr.cds.chart import TEMPLATES
from tests.ehr.fhir.asking import checked, found, get

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
    (f"DiagnosticReport?patient=teaching-01&code={LOINC}|51969-4", ["teaching-01-report"]),
    ("DiagnosticReport?patient=teaching-01&code=11502-2", []),
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


UNKNOWN = [
    "nonsense=1",
    "name:below=x",
    "_include=Patient:nonsense",
    "_summary=text",
    "_sort=given",
]
UNKNOWN += ["_sort=name,", "_revinclude=Observation:subject"]


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


@pytest.mark.parametrize(
    ("sort", "key"),
    [("name", "given"), ("birthdate", "birthDate"), ("_id", "id")],
)
def test_people_are_sorted(client, sort, key):
    def of(people):
        return [each["id"] if key == "id" else _value(each, key) for each in people]

    rising = _people(get(client, f"Patient?_sort={sort}"))
    falling = _people(get(client, f"Patient?_sort=-{sort}"))

    assert of(rising) == sorted(of(rising))
    assert of(falling) == of(rising)[::-1]
    assert len({each["id"] for each in rising}) == get(client, "Patient")["total"]


def test_first_name_of_a_sort_counts_most(client):
    both = get(client, "Patient?_sort=birthdate,-_id")

    assert found(both) == found(get(client, "Patient?_sort=birthdate"))
    assert found(both) != found(get(client, "Patient?_sort=-_id"))


def _people(bundle):
    return [each["resource"] for each in bundle["entry"]]


def _value(person, key):
    return person["name"][0]["given"] if key == "given" else person[key]


FORM = "application/x-www-form-urlencoded"


def test_search_by_post_is_search_by_get(client):
    query = "patient=teaching-01&status=draft,active"
    given = client.post("/fhir/MedicationRequest/_search?_count=1", query, content_type=FORM)

    assert given.status_code == 200
    assert given.json() == get(client, f"MedicationRequest?_count=1&{query}")
    assert found(given.json()) == ["teaching-01-order-1"]


@pytest.mark.parametrize(
    ("body", "form", "status"),
    [("{}", "application/json", 415), ("x=" + "1" * 2**21, FORM, 413), ("_count=x", FORM, 400)],
)
def test_search_by_post_refuses_what_it_cannot_read(client, body, form, status):
    checked(client.post("/fhir/Patient/_search", body, content_type=form), status)


def test_prefetch_of_every_patient_fits_one_page(client):
    for patient in found(get(client, "Patient?_count=200")):
        for template in TEMPLATES.values():
            kind, _, query = template.replace("{{context.patientId}}", patient).partition("?")
            bundle = get(client, kind, data=dict(parse_qsl(query)))
            assert len(found(bundle)) == bundle["total"], patient
            assert [each["relation"] for each in bundle["link"]] == ["self"]


def test_prefetch_of_genotypes_brings_all_of_them(client):
    (everything,) = (get(client, "Observation?patient=teaching-17&_count=200"),)
    query = TEMPLATES["genotypes"].replace("{{context.patientId}}", "teaching-17")

    assert found(get(client, query)) == found(everything)
    assert everything["total"] > 5
