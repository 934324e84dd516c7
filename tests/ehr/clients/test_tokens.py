"""Tokens at the door itself: which are believed, and what each fault is told."""

import json
import socket
import time
from base64 import urlsafe_b64encode

import pytest
from django.core.cache import cache
from django.test import override_settings
from joserfc.jws import serialize_compact
from limits import parse

from pgx import notice
from pgx.ehr.clients.keys import cache_name
from tests.ehr.calls import SAMPLE, post
from tests.ehr.clients.servers import send, serving
from tests.ehr.clients.signing import ISSUER, confused, ec, make_client, public, rsa, token
from tests.surfaces import addresses

DISCOVERY = "http://testserver/cds-services"


@pytest.fixture(autouse=True)
def required(db, settings):
    settings.CDS_CLIENTS = "required"


def discover(client, text, scheme="Bearer"):
    return client.get("/cds-services", headers={"authorization": f"{scheme} {text}"})


def assert_refused(response, said, status=401):
    assert response.status_code == status, response.content
    problem = response.json()
    assert problem["status"] == status
    assert said in problem["detail"]
    assert problem["notice"] == str(notice.NOTICE)
    challenge = response.headers.get("WWW-Authenticate", "")
    expected = f'Bearer error="invalid_token", error_description="{problem["detail"]}"'
    assert challenge == (expected if status == 401 else "")


@pytest.mark.parametrize("key", [ec(), rsa()], ids=["ES384", "RS384"])
def test_a_good_token_is_believed(client, key):
    make_client()

    assert discover(client, token(key=key)).status_code == 200
    assert discover(client, token(key=key), "bearer").status_code == 200


def test_the_service_knows_the_issuer(client, release):
    make_client()
    url = f"{DISCOVERY}/raphe-order-sign"

    response = client.post(
        "/cds-services/raphe-order-sign",
        SAMPLE,
        content_type="application/json",
        headers={"authorization": f"Bearer {token(url)}"},
    )

    assert response.status_code == 200
    assert response.wsgi_request.cds_issuer == ISSUER


EVERY = [each for each in addresses() if each.route.startswith("cds-services")]
NAMES = {"service": "raphe-order-sign", "suggestion": "7a0c4e7c-6a07-4a0c-9d5e-000000000001"}


@pytest.mark.parametrize("address", EVERY, ids=lambda each: each.route)
def test_no_address_answers_without_a_token(client, address):
    url = address.fill(NAMES)
    responses = [client.get(url), client.post(url, {}, content_type="application/json")]

    assert {response.status_code for response in responses} <= {401, 405}
    refused = [response for response in responses if response.status_code == 401]
    assert refused
    for response in refused:
        assert response["WWW-Authenticate"] == "Bearer"
        assert "Authorization: Bearer" in response.json()["detail"]


def test_what_stays_open(client, release):
    preflight = {"origin": "https://a.example", "access-control-request-method": "POST"}

    assert client.options("/cds-services", headers=preflight).status_code == 204
    assert client.get("/fhir/Patient").status_code == 200


@override_settings(CDS_CLIENTS="anybody")
def test_where_anybody_may_call_a_token_is_ignored(client, release):
    assert discover(client, "not.a.token").status_code == 200
    response = post(client, SAMPLE)
    assert response.status_code == 200
    assert response.wsgi_request.cds_issuer == ""


NOW = int(time.time())
BAD = {
    "nothing": (lambda: " ", "Say who calls"),
    "not a token": (lambda: "a.b.c", "no JSON Web Token"),
    "one part": (lambda: "abc", "no JSON Web Token"),
    "other letters": (lambda: "\xe9.\xe9.\xe9", "no JSON Web Token"),
    "huge": (lambda: "a" * 6000 + ".b.c", "no JSON Web Token"),
    "expired": (lambda: token(iat=NOW - 200, exp=NOW - 60), "has expired"),
    "long life": (lambda: token(exp=NOW + 3600), "lives longer than 300 seconds"),
    "issued later": (lambda: token(iat=NOW + 3600, exp=NOW + 3700), "not yet valid"),
    "valid later": (lambda: token(nbf=NOW + 3600), "not yet valid"),
    "no exp": (lambda: token(exp=None), "exp is no time"),
    "no iat": (lambda: token(iat=None), "iat is no time"),
    "exp in words": (lambda: token(exp="tomorrow"), "exp is no time"),
    "exp true": (lambda: token(exp=True), "exp is no time"),
    "exp without end": (lambda: token(exp=float("inf")), "exp is no time"),
    "exp not a number": (lambda: token(exp=float("nan")), "exp is no time"),
    "exp enormous": (lambda: token(exp=10**400), "exp is no time"),
    "other address": (lambda: token("https://elsewhere.example"), f"expected {DISCOVERY}"),
    "a service": (lambda: token(f"{DISCOVERY}/raphe-order-sign"), f"expected {DISCOVERY}"),
    "no address": (lambda: token(aud=None), f"expected {DISCOVERY}"),
    "addresses of others": (lambda: token(["https://a.example", 5]), f"expected {DISCOVERY}"),
    "unknown issuer": (lambda: token(iss="https://evil.example"), "issuer (iss)"),
    "issuer in capitals": (lambda: token(iss=ISSUER.upper()), "issuer (iss)"),
    "issuer a list": (lambda: token(iss=[ISSUER]), "issuer (iss)"),
    "issuer with a zero": (lambda: token(iss="a\0"), "issuer (iss)"),
    "issuer half a letter": (lambda: token(iss="\ud800"), "issuer (iss)"),
    "no issuer": (lambda: token(iss=None), "issuer (iss)"),
    "ES256": (lambda: token(key=ec("p", "P-256"), header={"alg": "ES256"}), "alg is not"),
    "RS256": (lambda: token(key=rsa(), header={"alg": "RS256"}), "alg is not"),
    "PS384": (lambda: token(key=rsa(), header={"alg": "PS384"}), "alg is not"),
    "HMAC": (lambda: confused(ec()), "alg is not"),
    "none": (lambda: token(header={"alg": "none"}), "alg is not"),
    "other alg": (lambda: token(key=rsa(kid="ec")), "not one for this alg"),
    "other typ": (lambda: token(header={"typ": "at+jwt"}), "typ is not JWT"),
    "no kid": (lambda: token(header={"kid": None}), "names no key"),
    "unknown kid": (lambda: token(header={"kid": "other"}), "no key of that name"),
    "stranger's key": (lambda: token(key=ec.__wrapped__("ec")), "signature is wrong"),
    "no jti": (lambda: token(jti=None), "no jti"),
    "empty jti": (lambda: token(jti=""), "no jti"),
    "long jti": (lambda: token(jti="a" * 256), "no jti"),
    "own jku": (lambda: token(header={"jku": "https://evil.example/keys"}), "jku is not"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_fault_has_its_own_words(client, name):
    make_client()
    make, said = BAD[name]
    response = discover(client, make())
    assert_refused(response, said)


def test_a_changed_claim_breaks_the_signature(client):
    make_client()
    header, _, signature = token().split(".")
    payload = token(jti="other").split(".")[1]

    assert_refused(discover(client, f"{header}.{payload}.{signature}"), "signature is wrong")


def test_clocks_may_differ_a_little(client):
    make_client()
    now = int(time.time())

    assert discover(client, token(iat=now + 20, exp=now + 60)).status_code == 200
    assert discover(client, token(iat=now - 100, exp=now - 20)).status_code == 200


@pytest.mark.parametrize(
    "aud", [[f"{DISCOVERY}", "https://a.example"], "HTTP://TestServer:80/cds-services/"]
)
def test_the_address_may_be_spelt_or_listed_otherwise(client, aud):
    make_client()

    assert discover(client, token(aud)).status_code == 200


def test_a_token_is_believed_once(client):
    make_client()
    make_client(issuer="https://other.example", name="other")
    text = token(jti="one")

    assert discover(client, text).status_code == 200
    assert_refused(discover(client, text), "used before")
    assert_refused(discover(client, token(jti="one")), "used before")
    assert discover(client, token(jti="one", iss="https://other.example")).status_code == 200


def test_a_token_that_is_refused_uses_up_no_jti(client):
    make_client()

    assert_refused(discover(client, token("https://a.example", jti="one")), "expected")
    assert discover(client, token(jti="one")).status_code == 200


def test_while_the_cache_is_away_nothing_is_believed(client, settings):
    make_client()
    text = token()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        away = f"redis://127.0.0.1:{probe.getsockname()[1]}"
    shared = {**settings.CACHES["shared"], "LOCATION": away}
    with override_settings(CACHES={**settings.CACHES, "shared": shared}):
        assert_refused(discover(client, text), "those that were used is away", 503)
    assert discover(client, text).status_code == 200


def test_a_client_that_is_off_is_a_stranger(client):
    make_client(is_active=False)

    assert_refused(discover(client, token()), "issuer (iss)")


def test_a_weak_key_is_not_used(client):
    make_client(keys=public(rsa(1024, "weak")))

    assert_refused(discover(client, token(key=rsa(1024, "weak"))), "from 2048 bits")


def test_bad_tokens_count(client, settings):
    settings.RATES = {**settings.RATES, "anonymous": parse("3/hour")}
    make_client()

    statuses = [discover(client, "a.b.c").status_code for _ in range(4)]

    assert statuses == [401, 401, 401, 429]


@pytest.fixture
def published(trusted):
    """A client that publishes its keys; `keys` may be changed."""
    keys = [ec()]
    with serving(lambda handler: send(handler, public(*keys)), trusted) as server:
        server.keys = keys
        server.jku = server.url("/keys.json", "https", "localhost")
        make_client(keys=None, jku=server.jku)
        yield server


def test_keys_are_fetched_from_the_listed_address(client, published):
    for jku in (published.jku, published.jku.replace("localhost", "LocalHost"), None):
        header = {"jku": jku}
        assert discover(client, token(header=header)).status_code == 200

    ((path, headers),) = published.asked
    assert path == "/keys.json"
    assert "Authorization" not in headers


def test_a_new_key_is_looked_for_once_a_minute(client, published):
    assert discover(client, token()).status_code == 200
    published.keys.append(rsa())
    assert_refused(discover(client, token(key=rsa())), "no key of that name")
    assert len(published.asked) == 1
    cache.delete(f"{cache_name(published.jku)}/asked")  # as after a minute

    assert discover(client, token(key=rsa())).status_code == 200
    assert_refused(discover(client, token(header={"kid": "invented"})), "no key of that name")
    assert len(published.asked) == 2


def test_another_jku_is_never_asked(client, published):
    with serving(lambda handler: send(handler, public(ec()))) as evil:
        header = {"jku": evil.url("/keys.json")}
        assert_refused(discover(client, token(header=header)), "jku is not")
        assert not evil.asked
    assert not published.asked


KEYLESS = {
    "not found": lambda handler: send(handler, {}, 404),
    "redirect": lambda handler: send(handler, {}, 302, Location="/other"),
    "no keys": lambda handler: send(handler, {"keys": []}),
    "no set": lambda handler: send(handler, [1]),
    "a page": lambda handler: send(handler, b"<html>"),
    "nested": lambda handler: send(handler, b"[" * 100_000),
    "odd": lambda handler: send(handler, {"keys": [5]}),
}


@pytest.mark.parametrize("name", KEYLESS)
def test_keys_that_cannot_be_had_are_503(client, trusted, name):
    with serving(KEYLESS[name], trusted) as server:
        make_client(keys=None, jku=server.url("/keys.json", "https", "localhost"))

        assert_refused(discover(client, token()), "keys cannot be had", 503)
        assert_refused(discover(client, token()), "less than 60 seconds ago", 503)
    assert len(server.asked) == 1


def test_keys_come_over_tls_only(client, certificate, db):
    with serving(lambda handler: send(handler, public(ec()))) as plain:
        make_client(keys=None, jku=plain.url("/keys.json"))
        assert_refused(discover(client, token()), "keys cannot be had", 503)
    with serving(lambda handler: send(handler, public(ec())), certificate) as unknown:
        jku = unknown.url("/keys.json", "https", "localhost")
        make_client(keys=None, jku=jku, issuer="https://b.example")
        assert_refused(discover(client, token(iss="https://b.example")), "certificate", 503)
    assert not plain.asked + unknown.asked


def part(value):
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


HEADS = [[], ["alg"], "alg", 5, None, {}, {"alg": []}, {"alg": {}}, {"alg": None}]
GOOD = {"alg": "ES384", "typ": "JWT", "kid": "ec"}
ODD = [{"kid": []}, {"typ": {}}, {"jku": 5}, {"jku": None}, {"crit": ["b64"], "b64": False}]
CLAIMS = [[], 5, None, "iss", {"iss": {}}, {"iss": ISSUER}, {"iss": ISSUER, "exp": {}, "iat": []}]


@pytest.mark.parametrize("header", [*HEADS, *({**GOOD, **odd} for odd in ODD), GOOD], ids=repr)
def test_any_json_in_a_token_is_401(client, header):
    make_client()
    for claims in CLAIMS:
        for signature in ("", "AAAA", "!", "A" * 128):
            response = discover(client, f"{part(header)}.{part(claims)}.{signature}")
            assert response.status_code == 401, response.content


@pytest.mark.parametrize("claims", CLAIMS, ids=repr)
def test_any_signed_claims_are_401(client, claims):
    make_client()
    text = serialize_compact(GOOD, json.dumps(claims), ec(), algorithms=["ES384"])

    assert discover(client, text).status_code == 401
