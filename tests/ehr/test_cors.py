"""Pages of other origins may call the EHR door, and no other."""

import pytest

ORIGIN = "https://sandbox.example"
PREFLIGHT = {
    "origin": ORIGIN,
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization, content-type, prefer",
}
DOORS = [
    "/fhir/Patient",
    "/fhir/Patient/_search",
    "/fhir/$assess",
    "/cds-services",
    "/cds-services/raphe-order-sign",
]


@pytest.mark.parametrize("address", DOORS)
def test_preflight_is_answered(client, address):
    response = client.options(address, headers=PREFLIGHT)

    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert {"GET", "POST"} <= set(response["Access-Control-Allow-Methods"].split(", "))
    allowed = response["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"authorization", "content-type", "prefer"} <= set(allowed)
    assert "Access-Control-Allow-Credentials" not in response


def test_every_answer_can_be_read(client, release):
    for address in (*DOORS, "/fhir/nothing/at/all"):
        response = client.get(address, headers={"origin": ORIGIN})
        assert response["Access-Control-Allow-Origin"] == "*", address


@pytest.mark.parametrize("address", ["/", "/api/v1/drugs", "/account/", "/fhirsomething"])
def test_other_doors_stay_closed(client, db, address):
    response = client.options(address, headers=PREFLIGHT)

    assert "Access-Control-Allow-Origin" not in response
