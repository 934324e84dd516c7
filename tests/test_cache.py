"""The cache while its server is down."""

import socket

import pytest
from django.core.cache import cache, caches

from pgx.cache import SteadyCache


@pytest.fixture
def no_server(settings, monkeypatch):
    """An address at which nothing listens."""
    monkeypatch.setattr(SteadyCache, "down_until", 0.0)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"redis://127.0.0.1:{probe.getsockname()[1]}"
    settings.CACHES = {
        name: {**config, "LOCATION": address} for name, config in settings.CACHES.items()
    }


def test_memory_stands_in(no_server, caplog):
    assert cache.get("a") is None
    cache.set("a", 1)
    assert cache.incr("a") == 2
    assert not cache.add("a", 5)
    assert cache.get_many(["a", "b"]) == {"a": 2}
    assert caplog.text.count("The cache is down") == 1
    cache.clear()
    assert "a" not in cache


def test_the_server_is_asked_again_after_a_while(monkeypatch):
    cache.set("a", "in the server")
    monkeypatch.setattr(SteadyCache, "down_until", float("inf"))
    assert cache.get("a") is None
    monkeypatch.setattr(SteadyCache, "down_until", 0.0)
    assert cache.get("a") == "in the server"


def test_what_processes_share_does_not_pretend(no_server):
    with pytest.raises(Exception, match="onnect"):
        caches["shared"].get("heartbeat-worker")
