"""Against real servers on this machine: what is asked, what never is, and what is said then."""

import gzip
import socket
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from pgx.ehr.clients import asking
from pgx.ehr.clients.fetching import MOST_PAGES, fetch
from pgx.ehr.models import FhirServer
from pgx.problems import MOST_BYTES
from tests.ehr.calls import bundle, observation
from tests.ehr.clients.servers import listening, send, serving, was_asked

OWN = "http://testserver/fhir"
QUERY = {"genotypes": "Observation?patient=p1&code=a%7Cb"}
PAGE = bundle(observation())


def fault(server, queries=QUERY, token=""):
    """The code and words of why nothing came."""
    found = fetch(server, OWN, token, queries)["genotypes"]
    assert isinstance(found, asking.Unanswered), found
    return found


def answering(body, status=200, **headers):
    return lambda handler: send(handler, body, status, **headers)


def test_a_listed_server_is_asked(listed):
    server = listed(answering(PAGE))

    found = fetch(server.url(), OWN, "the-token", {**QUERY, "reports": "DiagnosticReport?x=y"})

    assert len(found["genotypes"].entry) == len(found["reports"].entry) == 1
    (path, headers), (second, _) = server.asked
    assert path == "/fhir/Observation?patient=p1&code=a%7Cb"
    assert second == "/fhir/DiagnosticReport?x=y"
    assert headers["Accept"] == "application/fhir+json"
    assert headers["Authorization"] == "Bearer the-token"
    assert "Cookie" not in headers
    assert server.connections == 1


def test_without_a_token_none_is_sent(listed):
    server = listed(answering(PAGE))

    fetch(server.url(), OWN, "", QUERY)

    assert "Authorization" not in server.asked[0][1]


def test_another_spelling_is_the_same_server(listed):
    server = listed(answering(PAGE))
    FhirServer.objects.create(name="by name", base_url=server.url(host="localhost"))

    for url in (server.url("/fhir///"), server.url(host="LOCALHOST"), server.url(scheme="HTTP")):
        assert fetch(url, OWN, "", QUERY)["genotypes"].entry


# {port} is of a socket that nobody may connect to.
NEVER = [
    "http://127.0.0.1:{port}/r4",
    "https://127.0.0.1:{port}/r4",
    "http://localhost:{port}",
    "http://LOCALHOST:{port}/r4",
    "https://good.example@127.0.0.1:{port}/r4",
    "https://good.example:443@127.0.0.1:{port}/r4",
    "https://127.0.0.1:{port}#@good.example/r4",
    "https://127.0.0.1:{port}?https://good.example/r4",
    "https://127.0.0.1:{port}\\@good.example/r4",
    "https://good.example\\@127.0.0.1:{port}/r4",
    "http://127.1:{port}/r4",
    "http://2130706433:{port}/r4",
    "http://0x7f.0.0.1:{port}/r4",
    "http://0.0.0.0:{port}/r4",
    "http://[::1]:{port}/r4",
    "http://[::ffff:127.0.0.1]:{port}/r4",
    "http://[::ffff:7f00:1]:{port}/r4",
    "http://localhost.:{port}/r4",
    "//127.0.0.1:{port}/r4",
    "gopher://127.0.0.1:{port}/r4",
    "https://good.example.evil.example/r4",
    "https://evil.example/good.example/r4",
    "https://good.example./r4",
    "https://good.example:8443/r4",
    "http://good.example/r4",
    "https://good.example/r4x",
    "https://good.example/r4/deeper",
    "https://good.example",
    "https://good.example/r4/..",
    "https://good.example/R4",
    "https://off.example/r4",
    "not an address",
]


@pytest.mark.parametrize("is_plain_allowed", [False, True])
@pytest.mark.parametrize("given", NEVER)
def test_no_request_leaves_for_a_server_that_is_not_listed(
    db, settings, monkeypatch, given, is_plain_allowed
):
    """No connection, and no look-up of a name either."""
    settings.FHIR_PLAIN_LOOPBACK = is_plain_allowed
    FhirServer.objects.create(name="good", base_url="https://good.example/r4")
    FhirServer.objects.create(name="off", base_url="https://off.example/r4", is_active=False)
    looked_up = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **_: looked_up.append(asked))
    with listening() as own:
        given = given.format(port=own.getsockname()[1])

        assert fault(given, token="the-token").code in ("not_listed", "bad_address")
        assert not was_asked(own)
    assert not looked_up


def test_plain_http_to_this_machine_is_refused_without_the_setting(listed, settings):
    server = listed(answering(PAGE))
    settings.FHIR_PLAIN_LOOPBACK = False

    assert fault(server.url()).code == "bad_address"
    assert not server.asked


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(listed, status):
    with listening() as own:
        elsewhere = f"http://127.0.0.1:{own.getsockname()[1]}/fhir"
        server = listed(answering(b"", status, Location=elsewhere))

        found = fault(server.url(), token="the-token")

        assert found.code == "redirect"
        assert str(status) in found.said
        assert not was_asked(own)
    assert len(server.asked) == 1


def drip(part, header=b""):
    """Send byte by byte, without an end."""

    def answer(handler):
        handler.wfile.write(header)
        while True:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(0.03)

    return answer


OK = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "silent": lambda handler: time.sleep(1.5),
    "body": drip(b" ", OK + b"Content-Length: 100000\r\n\r\n"),
    "chunks": drip(b"1\r\n \r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"),
    "headers": drip(b"a: b\r\n", OK),
    "status": drip(b"H"),
}


@pytest.mark.parametrize("how", SLOW)
def test_a_slow_server_is_left_in_time(listed, hasty, how):
    server = listed(SLOW[how])
    began = time.monotonic()

    found = fault(server.url(), {**QUERY, "reports": "DiagnosticReport?x=y"})

    assert found.code in ("no_answer", "broken")
    assert time.monotonic() - began < 1.2
    assert len(server.asked) == 1


def test_a_server_that_did_not_answer_is_left_alone_for_a_while(listed, hasty):
    slow, other = listed(SLOW["silent"]), listed(answering(PAGE))
    fault(slow.url())

    assert fault(slow.url()).code == "silent"
    assert len(slow.asked) == 1
    assert fetch(other.url(), OWN, "", QUERY)["genotypes"].entry


def test_what_came_before_the_time_was_over_is_kept(listed, hasty):
    def answer(handler):
        if "Observation" not in handler.path:
            time.sleep(1.5)
        send(handler, PAGE)

    found = fetch(listed(answer).url(), OWN, "", {**QUERY, "reports": "DiagnosticReport?x=y"})

    assert found["genotypes"].entry
    assert found["reports"].said == "did not answer within 0.4 seconds"


def test_a_name_that_is_looked_up_for_long_is_left_in_time(listed, hasty, monkeypatch):
    server = listed(answering(PAGE))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2))
    FhirServer.objects.create(name="slow name", base_url=server.url(host="localhost"))
    began = time.monotonic()

    assert fault(server.url(host="localhost")).code == "no_answer"
    assert time.monotonic() - began < 1.2


def test_a_handshake_that_hangs_is_left_in_time(db, hasty):
    with listening() as own:
        base = f"https://127.0.0.1:{own.getsockname()[1]}"
        FhirServer.objects.create(name="mute", base_url=base)
        began = time.monotonic()

        assert fault(base).code == "no_answer"
    assert time.monotonic() - began < 1.2


def endless(handler):
    handler.wfile.write(OK + b"Connection: close\r\n\r\n")
    while True:
        handler.wfile.write(b" " * 65536)


NESTED = b"[" * 100_000
FAULTS = {
    "endless": (endless, "too_large"),
    "large": (answering(b" " * (MOST_BYTES + 1)), "too_large"),
    "compressed": (
        answering(gzip.compress(b" " * 10**6), Content_Encoding="gzip"),
        "compressed",
    ),
    "401": (answering({}, 401), "refused"),
    "403": (answering({}, 403), "refused"),
    "404": (answering({}, 404), "bad_status"),
    "500": (answering(PAGE, 500), "bad_status"),
    "204": (answering(b"", 204), "bad_status"),
    "page": (answering(b"<html>sign in</html>"), "not_a_bundle"),
    "nothing": (answering(b""), "not_a_bundle"),
    "null": (answering(b"null"), "not_a_bundle"),
    "outcome": (answering({"resourceType": "OperationOutcome"}), "not_a_bundle"),
    "nested": (answering(NESTED), "not_a_bundle"),
    "other letters": (answering(b"\xff\xfe"), "not_a_bundle"),
    "entries": (answering(bundle(*[observation()] * 201)), "not_a_bundle"),
    "no http": (lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n\r\n"), "broken"),
    "short": (
        lambda handler: handler.wfile.write(OK + b"Content-Length: 9\r\n\r\n{"),
        "broken",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_used_is_said(listed, name):
    answer, code = FAULTS[name]

    def close(handler):
        handler.close_connection = True
        answer(handler)

    assert fault(listed(close).url()).code == code


def test_a_server_that_is_not_there_is_said(db, plain):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{probe.getsockname()[1]}"
    FhirServer.objects.create(name="gone", base_url=base)

    assert fault(base).code == "unreachable"


def test_no_proxy_of_the_environment_is_used(listed, monkeypatch):
    server = listed(answering(PAGE))
    with listening() as own:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{own.getsockname()[1]}")

        assert fetch(server.url(), OWN, "the-token", QUERY)["genotypes"].entry
        assert not was_asked(own)


def paged(*nexts):
    """Answers whose next pages are the given addresses, in turn."""
    left = list(nexts)

    def answer(handler):
        links = [{"relation": "self", "url": handler.path}]
        if left:
            base = f"http://127.0.0.1:{handler.server.server_address[1]}/fhir"
            links.append({"relation": "next", "url": left.pop(0).format(base=base)})
        send(handler, {**PAGE, "link": links})

    return answer


@pytest.mark.parametrize(
    "following",
    [
        "{base}/Observation?patient=p1&_offset=1",
        "{base}?_getpages=a-b&patient=p1",
        "Observation?patient=p1&_offset=1",
        "?_getpages=a-b&patient=p1",
    ],
)
def test_pages_are_followed(listed, following):
    server = listed(paged(following))

    assert len(fetch(server.url(), OWN, "t", QUERY)["genotypes"].entry) == 2
    asked = urlsplit(server.asked[1][0])
    assert asked.path in ("/fhir", "/fhir/Observation")
    assert parse_qs(asked.query)["patient"] == ["p1"]
    assert server.asked[1][1]["Authorization"] == "Bearer t"


@pytest.mark.parametrize(
    "following",
    [
        "http://127.0.0.1:{port}/fhir/Observation",
        "//127.0.0.1:{port}/fhir",
        "{{base}}@127.0.0.1:{port}/fhir",
        "{{base}}x/Observation",
        "{{base}}/../admin",
        "../admin",
        "/admin",
        "https://good.example/r4",
        "http://[",
        "{{base}}#@127.0.0.1:{port}",
    ],
)
def test_no_page_outside_its_server_is_asked(listed, following):
    with listening() as own:
        server = listed(paged(following.format(port=own.getsockname()[1])))

        assert fault(server.url()).code == "elsewhere"
        assert not was_asked(own)
    assert len(server.asked) == 1


def test_pages_without_an_end_are_left(listed):
    server = listed(paged(*["{base}/Observation"] * 99))

    assert fault(server.url()).code == "too_many"
    assert len(server.asked) == MOST_PAGES


def test_a_certificate_that_nobody_vouches_for_is_refused(db, certificate):
    with serving(answering(PAGE), certificate) as server:
        base = server.url(scheme="https", host="localhost")
        FhirServer.objects.create(name="self-made", base_url=base)

        assert fault(base, token="the-token").code == "bad_certificate"
        assert not server.asked


def test_a_certificate_of_the_operator_is_believed_for_its_own_name(db, trusted):
    with serving(answering(PAGE), trusted) as server:
        base = server.url(scheme="https", host="localhost")
        other = server.url(scheme="https", host="127.0.0.1")
        for url in (base, other):
            FhirServer.objects.create(name="here", base_url=url)

        assert fetch(base, OWN, "", QUERY)["genotypes"].entry
        assert fault(other).code == "bad_certificate"


def test_our_own_server_is_read_without_a_network(release, monkeypatch):
    monkeypatch.setattr(socket, "socket", None)

    found = fetch(f"{OWN}/", OWN, "", {"m": "MedicationRequest?patient=teaching-01"})["m"]

    assert {entry.resource.subject.reference for entry in found.entry} == {"Patient/teaching-01"}
