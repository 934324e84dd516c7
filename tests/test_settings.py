"""The defaults are safe."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from pgx.heartbeat import EVERY_SECONDS
from tests.services import ROOT

BARE = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def ask_settings(expression: str, **env: str) -> str:
    """Evaluate an expression over the settings in a process without our environment."""
    code = f"from pgx import settings; print({expression})"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env={**BARE, **env}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_debug_is_off_unless_asked_for(tmp_path: Path) -> None:
    assert ask_settings("settings.DEBUG", DATA_DIR=str(tmp_path)) == "False"
    assert ask_settings("settings.DEBUG", DATA_DIR=str(tmp_path), DEBUG="1") == "True"


def test_a_local_secret_key_is_random_private_and_kept(tmp_path: Path) -> None:
    first = ask_settings("settings.SECRET_KEY", DATA_DIR=str(tmp_path))
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert ask_settings("settings.SECRET_KEY", DATA_DIR=str(tmp_path)) == first
    other = tmp_path / "other"
    assert ask_settings("settings.SECRET_KEY", DATA_DIR=str(other)) != first


def test_processes_that_start_together_agree_on_the_secret_key(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from pgx import settings; print(settings.SECRET_KEY)"]
    env = {**BARE, "DATA_DIR": str(tmp_path)}
    starting = [
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in starting}) == 1
    assert [path.name for path in tmp_path.glob("secret_key*")] == ["secret_key"]


def test_no_request_opens_a_transaction_by_itself() -> None:
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")


def test_the_heartbeat_is_scheduled_as_often_as_its_readers_think() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["heartbeat"]["schedule"] == EVERY_SECONDS


def test_by_default_requests_are_limited_and_no_proxy_is_believed(tmp_path: Path) -> None:
    data = str(tmp_path)
    assert ask_settings("settings.RATES['anonymous']", DATA_DIR=data) == "120 per 1 minute"
    assert ask_settings("settings.RATES['token']", DATA_DIR=data) == "1200 per 1 minute"
    assert ask_settings("settings.TRUSTED_PROXIES.networks", DATA_DIR=data) == "()"


def test_a_misspelt_word_does_not_open_the_ehr_door(tmp_path: Path) -> None:
    words = "settings.CDS_CLIENTS, settings.FHIR_PLAIN_LOOPBACK"
    assert ask_settings(words, DATA_DIR=str(tmp_path)) == "anybody False"
    with pytest.raises(subprocess.CalledProcessError) as refused:
        ask_settings(words, DATA_DIR=str(tmp_path), CDS_CLIENTS="require")
    assert 'CDS_CLIENTS is "anybody" or "required", not \'require\'' in refused.value.stderr


@pytest.mark.django_db(transaction=True)
def test_sqlite_runs_with_a_write_ahead_log_and_immediate_transactions() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the SQLite leg runs this")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    with transaction.atomic():
        assert write_lock_is_taken()


def write_lock_is_taken() -> bool:
    """Does a second connection fail to start writing?"""
    import sqlite3

    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    finally:
        other.close()
    return False
