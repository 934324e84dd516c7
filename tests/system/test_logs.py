"""gunicorn, for real: every answer's id is in the log, and no genotype is."""

import http.client
import json
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from pgx.run.processes import web
from tests.services import ROOT
from tests.system.processes import free_port, wait_until

pytestmark = pytest.mark.system

MARK = "rs6295MARKEDgenotype"
JSON = {"Content-Type": "application/json"}
PANEL = {"genotypes": {"CYP2C19": MARK}, "co_medications": [MARK]}
ASSESS = "/api/v1/assessments"
# Status, method, address, headers, body; the status says that the question got where it should.
QUESTIONS = [
    (200, "GET", f"/explore?drug=escitalopram&CYP2C19={MARK}", {}, ""),
    (404, "GET", f"/nothing/{MARK}?{MARK}", {"Referer": f"http://x/{MARK}"}, ""),
    (404, "GET", f"/static/{MARK}.css", {"User-Agent": MARK}, ""),
    (500, "GET", f"/broken/{MARK}?g={MARK}", {}, ""),
    (200, "POST", ASSESS, JSON, json.dumps(PANEL)),
    (422, "POST", f"{ASSESS}?{MARK}", JSON, json.dumps(PANEL)),
    (400, "POST", ASSESS, JSON, MARK),
    (401, "POST", ASSESS, JSON | {"Authorization": f"Bearer {MARK}"}, "{}"),
    (401, "GET", f"{ASSESS}?{MARK}", {}, ""),
    (405, "PUT", f"{ASSESS}?{MARK}", {}, ""),
    (404, "GET", f"{ASSESS}/{MARK}", {}, ""),
    (415, "POST", ASSESS, {"Content-Type": f"text/{MARK}"}, MARK),
    (422, "POST", ASSESS, JSON, json.dumps({MARK: MARK})),
    (404, "POST", f"/cds-services/{MARK}", JSON, MARK),
    (403, "POST", "/account/login/", {"Referer": f"http://x/{MARK}", "Origin": MARK}, MARK),
    (400, "GET", "/", {"Host": f"{MARK}.example"}, ""),
    (400, "GET", f"/explore?{MARK}", {"Host": f"{MARK} {MARK}"}, ""),
    (404, MARK.upper(), f"/{MARK}", {"X-Request-ID": f"<{MARK}>"}, ""),
]


class Server:
    """gunicorn as `make run` starts it, and everything that it says."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port, self.log = free_port(), log
        settings = {"DJANGO_SETTINGS_MODULE": "tests.system.settings", "LOG_LEVEL": "INFO"}
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                web(self.port), cwd=ROOT, env=environment | settings, stdout=output, stderr=output
            )

    def ask(self, method: str, address: str, headers: dict[str, str], body: str = ""):
        """The status, the headers and the body of an answer."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        link.request(method, address, body, headers)
        answer = link.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def is_up(self) -> bool:
        try:
            return self.ask("GET", "/healthz", {})[0] == 200
        except OSError:
            return False

    def stop(self) -> str:
        """End it; returns its whole output."""
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0
        return self.log.read_text()


@pytest.fixture
def server(child_environment, release, tmp_path) -> Iterator[Server]:
    server = Server(child_environment, tmp_path / "log")
    try:
        wait_until(lambda: server.is_up() or server.process.poll() is not None, "a server")
        assert server.process.poll() is None, server.log.read_text()
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=30)


def test_every_request_is_in_the_log_by_its_id_and_no_genotype_is(server):
    asked = [server.ask(*question[1:]) for question in QUESTIONS]
    refused = break_the_protocol(server), break_on_the_way(server)
    output = server.stop()

    assert [status for status, _, _ in asked] == [status for status, *_ in QUESTIONS]
    assert MARK.lower() not in output.lower(), lines_with_the_mark(output)
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    logged = {line["request_id"] for line in lines if line.get("logger") == "pgx.access"}
    assert {headers["X-Request-ID"] for _, headers, _ in asked} <= logged
    assert all(line.startswith("{") for line in output.splitlines())
    # What broke is there, by type and place.
    broken = [line["exception"] for line in lines if "exception" in line]
    assert any(text.startswith("ValueError\n") and text.endswith(" in breaks") for text in broken)
    assert any(text.endswith(" in parts") for text in broken)
    assert all(b"400 Bad Request" in answer for answer in refused[:1])
    assert "127.0.0.1" not in output


def lines_with_the_mark(output: str) -> list[str]:
    return [line[:500] for line in output.splitlines() if MARK.lower() in line.lower()]


def break_the_protocol(server: Server) -> bytes:
    """A request line that is none: gunicorn itself refuses it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as link:
        link.sendall(f"GET /explore?g={MARK} /{MARK} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return link.recv(1000)


def break_on_the_way(server: Server) -> None:
    """An answer that breaks when its first part is sent already."""
    with pytest.raises(http.client.IncompleteRead):
        server.ask("GET", f"/broken-on-the-way/{MARK}?{MARK}", {})


def test_metrics_add_up_over_the_processes(server):
    asked = 40
    for _ in range(asked):  # each on a connection of its own, so that both processes get some
        server.ask("GET", "/", {})
    _, _, text = server.ask("GET", "/metrics", {})
    found = {
        sample.labels["view"]: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "django_http_responses_total_by_status_view_method_total"
    }
    assert found["home"] == asked


def test_an_answer_tells_nobody_where_one_was_even_a_static_file(server):
    _, _, page = server.ask("GET", "/", {})
    style = next(part for part in page.split('"') if part.endswith(".css"))
    status, headers, _ = server.ask("GET", urlsplit(style).path, {})
    assert (status, headers["Referrer-Policy"]) == (200, "no-referrer")
    assert headers["X-Request-ID"]
