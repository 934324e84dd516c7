"""A real worker and a real scheduler, on real servers: the heartbeat goes all the way round."""

import datetime
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from pgx import heartbeat
from pgx.knowledge.models import Release
from tests.services import ROOT
from tests.system.processes import wait_until

pytestmark = pytest.mark.system


@pytest.fixture
def celery(child_environment: dict[str, str], tmp_path) -> Iterator[list[subprocess.Popen]]:
    """A worker and a scheduler that see this test's database, broker and cache."""
    command = [sys.executable, "-m", "celery", "-q", "-A", "pgx.celery"]
    schedule = f"--schedule={tmp_path / 'schedule'}"
    started = [
        subprocess.Popen([*command, *rest], cwd=ROOT, env=child_environment)
        for rest in (["worker", "-c1", "-lWARNING"], ["beat", "-lWARNING", schedule])
    ]
    yield started
    for process in started:
        process.terminate()
    assert all(process.wait(timeout=30) == 0 for process in started)


def test_the_heartbeat_arrives_and_all_parts_are_up(
    client: Client, celery: list[subprocess.Popen]
) -> None:
    today = datetime.date(2026, 1, 1)
    Release.objects.create(version="system", sha256="1" * 64, released_on=today)
    wait_until(lambda: heartbeat.seconds_since("worker") is not None, "the worker's start")
    cache.clear()
    wait_until(lambda: heartbeat.seconds_since("worker") is not None, "a heartbeat")
    body = client.get("/readyz").json()
    assert {name: part["status"] for name, part in body["parts"].items()} == dict.fromkeys(
        ["database", "knowledge", "broker", "worker", "scheduler"], "up"
    )
