import socket
import time

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory
from limits import parse

from pgx import limits
from pgx.client_address import Peers

PEER, OTHER = "203.0.113.9", "203.0.113.10"


@pytest.fixture
def three_a_minute(settings, monkeypatch):
    """Three a minute, at a moment a quarter into the minute."""
    settings.RATES = dict.fromkeys(("token", "anonymous"), parse("3/minute"))
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_015.0)


def test_who_asks_more_than_the_limit_is_refused_until_the_window_ends(three_a_minute, monkeypatch):
    standings = [limits.take("anonymous", PEER) for _ in range(4)]
    assert [each.remaining for each in standings] == [2, 1, 0, 0]
    assert [each.allowed for each in standings] == [True, True, True, False]
    assert {each.reset_seconds for each in standings} == {45}
    monkeypatch.setattr(limits.time, "time", lambda: 6_000_060.0)
    assert limits.take("anonymous", PEER).remaining == 2


def test_callers_and_limits_are_counted_apart(three_a_minute):
    for _ in range(3):
        limits.take("anonymous", PEER)
    assert limits.take("anonymous", OTHER).allowed
    assert limits.take("token", PEER).allowed


def test_what_is_refused_as_too_dear_is_not_counted(three_a_minute):
    limits.take("anonymous", PEER)
    limits.take("anonymous", PEER)
    dear = limits.take("anonymous", PEER, cost=2)
    assert (dear.allowed, dear.remaining) == (False, 1)
    assert limits.take("anonymous", PEER).allowed


def test_whoever_has_not_asked_yet_can_make_any_call(three_a_minute):
    """No call counts for more than a whole window, less the one that it was counted for."""
    limits.take("anonymous", PEER)

    assert limits.take("anonymous", PEER, cost=1000).allowed


def test_one_round_trip_a_request(three_a_minute, monkeypatch):
    limits.take("anonymous", PEER)
    client, sent = limits.counters().shared.storage, []
    send = client.execute_command
    monkeypatch.setattr(client, "execute_command", lambda *a, **k: sent.append(a) or send(*a, **k))
    limits.take("anonymous", PEER)
    assert len(sent) == 1


def test_counters_are_shared_and_go_away_by_themselves():
    url = django_settings.CACHES["default"]["LOCATION"]
    first, second = limits.Counters(url), limits.Counters(url)
    assert [first.add("k", 60, 1), second.add("k", 60, 1)] == [1, 2]
    assert 0 < first.shared.storage.ttl(f"{limits.PREFIX}:k") <= 60


def test_without_a_cache_the_process_counts_by_itself(caplog):
    dead = limits.Counters("redis://127.0.0.1:9")
    assert [dead.add("k", 60, 1) for _ in range(3)] == [1, 2, 3]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.fixture
def deaf():
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_cache_that_does_not_answer_is_asked_only_now_and_then(deaf, monkeypatch):
    counters = limits.Counters(f"redis://127.0.0.1:{deaf}")
    started = time.monotonic()
    counters.add("k", 60, 1)
    assert time.monotonic() - started < 5 * limits.PATIENCE_SECONDS
    tries = []
    monkeypatch.setattr(counters.shared, "incr", lambda *a: tries.append(a) or 99)
    assert [counters.add("k", 60, 1) for _ in range(100)] == list(range(2, 102))
    assert not tries
    now = time.monotonic()
    monkeypatch.setattr(limits.time, "monotonic", lambda: now + limits.PAUSE_SECONDS + 1)
    assert counters.add("k", 60, 1) == 99
    assert counters.add("k", 60, 1) == 99  # it is back


def test_while_one_request_tries_the_absent_cache_the_others_go_on(monkeypatch):
    counters = limits.Counters("redis://127.0.0.1:9")
    counters.add("k", 60, 1)
    now = time.monotonic()
    monkeypatch.setattr(limits.time, "monotonic", lambda: now + limits.PAUSE_SECONDS + 1)
    assert [counters._is_worth_trying() for _ in range(3)] == [True, False, False]


def test_a_caller_is_its_address_and_not_what_it_says_of_itself(three_a_minute, settings):
    def ask(forwarded):
        request = RequestFactory().get("/", REMOTE_ADDR=PEER, HTTP_X_FORWARDED_FOR=forwarded)
        return limits.charge(request).allowed

    assert [ask(f"198.51.100.{i}") for i in range(4)] == [True, True, True, False]
    settings.TRUSTED_PROXIES = Peers.of([PEER])
    assert ask("198.51.100.1")
    assert [ask(f"1.1.1.{i}, 198.51.100.1") for i in range(3)] == [True, True, False]


def test_the_headers_in_both_forms_of_the_draft():
    standing = limits.Standing("anonymous", 120, 60, 0, 7, allowed=False)
    assert dict(standing.headers()) == {
        "RateLimit-Limit": "120",
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": "7",
        "RateLimit-Policy": '"anonymous";q=120;w=60',
        "RateLimit": '"anonymous";r=0;t=7',
        "Retry-After": "7",
    }
