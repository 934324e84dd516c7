"""Health: what is up, what is down, and which of them stops reading and assessing."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from pgx import heartbeat
from pgx.celery import app
from pgx.knowledge.models import Release
from pgx.notice import NOTICE_SHORT


@pytest.fixture
def release(db: None) -> Release:
    today = datetime.date(2026, 1, 1)
    return Release.objects.create(version="test", sha256="0" * 64, released_on=today)


@pytest.fixture
def dead_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens on port 9 of this machine."""
    connect = app.connection_for_read
    monkeypatch.setattr(
        app, "connection_for_read", lambda **kw: connect("redis://127.0.0.1:9", **kw)
    )


def test_healthz_needs_nothing(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok", "notice": str(NOTICE_SHORT)}
    assert "no-store" in answer["Cache-Control"]


def test_readyz_names_every_part(client: Client, release: Release) -> None:
    heartbeat.leave_time("worker")
    heartbeat.leave_time("scheduler")
    answer = client.get("/readyz")
    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "ok"
    assert body["notice"] == str(NOTICE_SHORT)
    assert list(body["parts"]) == ["database", "knowledge", "broker", "worker", "scheduler"]
    assert body["parts"]["knowledge"]["version"] == "test"


@pytest.mark.django_db
def test_without_a_release_nothing_can_be_assessed(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["knowledge"]["status"] == "down"


def test_without_a_worker_pages_go_on(client: Client, release: Release) -> None:
    cache.clear()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["parts"]["worker"]["detail"] == "no heartbeat yet"


def test_an_old_heartbeat_is_a_dead_worker(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    heartbeat.leave_time("worker")
    monkeypatch.setattr("pgx.health.STALE_SECONDS", -1)
    assert client.get("/readyz").json()["parts"]["worker"]["status"] == "down"


def test_without_a_broker_pages_go_on(client: Client, release: Release, dead_broker: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    parts = answer.json()["parts"]
    assert parts["broker"]["status"] == "down"
    assert parts["worker"]["status"] == parts["scheduler"]["status"] == "unknown"


def test_a_container_is_alive_while_its_file_is_touched(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ALIVE_FILE", str(tmp_path / "alive"))
    assert heartbeat.main() == 1
    heartbeat.touch_alive_file()
    assert heartbeat.main() == 0
    monkeypatch.setattr(heartbeat, "STALE_SECONDS", -1)
    assert heartbeat.main() == 1
