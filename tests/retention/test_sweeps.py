import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command

from pgx.celery import app
from pgx.retention import sweeps
from pgx.retention.tasks import sweep
from tests.services import ROOT

NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(sweeps, "_sweeps", {})


def make_session(key, days):
    Session.objects.create(session_key=key, expire_date=NOW + timedelta(days=days))


def delete_sessions(now):
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def delete_all_and_fail(now):
    Session.objects.all().delete()
    raise RuntimeError("half way")


@pytest.mark.django_db
def test_a_sweep_deletes_what_is_older_and_counts_it(registry, caplog):
    caplog.set_level(logging.INFO)
    make_session("old", -1)
    make_session("new", 1)
    sweeps.register("test sessions", "a day", delete_sessions)
    assert sweeps.sweep_all(NOW) == {"test sessions": 1}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert "Deleted 1 of: test sessions." in caplog.messages


@pytest.mark.django_db
def test_a_sweep_that_fails_changes_nothing_and_stops_no_other(registry, caplog):
    make_session("old", -1)
    make_session("new", 1)
    sweeps.register("failing", "a day", delete_all_and_fail)
    sweeps.register("test sessions", "a day", delete_sessions)
    assert sweeps.sweep_all(NOW) == {"failing": None, "test sessions": 1}
    assert Session.objects.count() == 1
    assert "The sweep of failing failed." in caplog.messages


def test_two_sweeps_of_one_name_are_refused(registry):
    sweeps.register("one", "a day", delete_sessions)
    with pytest.raises(ValueError, match="one"):
        sweeps.register("one", "a day", delete_sessions)


@pytest.mark.django_db
def test_the_command_says_how_many_and_fails_where_one_failed(registry, capsys):
    make_session("old", -1)
    sweeps.register("test sessions", "a day", delete_sessions)
    call_command("sweep")
    assert "test sessions: 1 deleted" in capsys.readouterr().out
    sweeps.register("failing", "a day", delete_all_and_fail)
    with pytest.raises(CommandError, match="Not every sweep"):
        call_command("sweep")
    assert "failing: failed" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_task_that_is_scheduled_is_the_one_that_sweeps(registry):
    make_session("old", -1)
    sweeps.register("test sessions", "a day", delete_sessions)
    app.loader.import_default_modules()
    app.tasks[settings.CELERY_BEAT_SCHEDULE["sweep"]["task"]]()
    assert sweep.name in app.tasks
    assert not Session.objects.exists()


def promised(text):
    """What the table of docs/privacy.md says is swept, by the name of the sweep."""
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {row[-1].strip() for row in rows[1:]} - {"*to come*", "not swept"}


def faults(text, registry):
    """Sweeps that are not described, and promises that nobody keeps."""
    said = promised(text)
    return {f"{name} is not described" for name in registry if name not in said} | {
        f"{name} is promised, not kept"
        for name in said
        if name not in registry and not name.endswith("(to come)")
    }


def test_what_is_swept_is_described_and_what_is_promised_is_swept():
    text = (ROOT / "docs" / "privacy.md").read_text()
    assert promised(text)
    assert not faults(text, sweeps.registered())


def test_a_sweep_without_description_and_a_promise_without_sweep_are_found(registry):
    sweeps.register("one", "a day", delete_sessions)
    text = "| what | swept as |\n| a | two |\n| b | three (to come) |\n"
    assert faults(text, sweeps.registered()) == {
        "one is not described", "two is promised, not kept",
    }  # fmt: skip
