"""Asking the FHIR server, and what every answer must be."""

import json

from pgx import notice
from tests.ehr.calls import assert_nothing_is_empty

HAPLOTYPES = "/fhir/subject-operations/genotype-operations/$find-subject-haplotypes"
TX = "/fhir/subject-operations/phenotype-operations/$find-subject-tx-implications"


def get(client, address, status=200, data=None, **headers):
    return checked(client.get(f"/fhir/{address}", data, headers=headers), status)


def assess(client, body, status=200):
    text = body if isinstance(body, str) else json.dumps(body)
    sent = client.post("/fhir/$assess", text, content_type="application/fhir+json")
    return checked(sent, status)


def checked(response, status):
    """The resource: in FHIR's form, with the notice, test data, nothing empty."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/fhir+json"
    body = response.json()
    for each in every_resource(body):
        assert_marked(each)
    return body


def assert_marked(resource):
    """Test data for teaching: the label, the notice first in its words, and nothing empty."""
    assert_nothing_is_empty(resource)
    assert [each["code"] for each in resource["meta"]["security"]] == ["HTEST"]
    tags = {each["code"]: each for each in resource["meta"]["tag"]}
    assert tags["teaching"]["display"] == str(notice.NOTICE_SHORT)
    if resource["resourceType"] not in ("Bundle", "Parameters") and "SUBSETTED" not in tags:
        assert f"<p>{notice.NOTICE}</p>" in resource["text"]["div"].partition("</p>")[0] + "</p>"


def every_resource(body):
    """The resource, and those within it."""
    yield body
    for each in body.get("entry", body.get("parameter", [])):
        for part in (each, *each.get("part", [])):
            if "resource" in part:
                yield part["resource"]


def found(bundle, mode="match"):
    """What a search found, by id."""
    entries = bundle.get("entry", [])
    return [each["resource"]["id"] for each in entries if each["search"]["mode"] == mode]
