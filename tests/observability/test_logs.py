import json
import logging
import sys

import pytest
import structlog
from django.test import RequestFactory

from pgx.observability import logs

MARK = "CYP2C19=*2/*2"


def line(name="pgx.x", message="said", args=(), exc_info=None, as_text=False, **extra):
    """What is written for a record of the standard library."""
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, args, exc_info)
    record.__dict__ |= extra
    return logs.formatter(as_text).format(record)


def broken():
    raise ValueError(MARK)


@pytest.fixture
def caught():
    """An exception with another behind it, both with a genotype in their words."""
    try:
        try:
            broken()
        except ValueError as error:
            raise RuntimeError(f"again {MARK}") from error
    except RuntimeError:
        return sys.exc_info()


def test_a_line_is_a_record_with_the_id_of_its_request():
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        found = json.loads(line(message="%s of %d", args=("one", 2)))
    assert found.pop("timestamp").endswith("Z")
    assert found == {
        "event": "one of 2", "level": "warning", "logger": "pgx.x", "request_id": "r-1",
    }  # fmt: skip


@pytest.mark.parametrize("as_text", [True, False])
def test_a_traceback_has_types_and_places_and_no_words(caught, as_text):
    written = line(exc_info=caught, as_text=as_text)
    assert MARK not in written
    assert "ValueError" in written
    assert "RuntimeError" in written
    assert "test_logs.py:" in written
    assert "in broken" in written


def test_our_own_exceptions_too(capsys):
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logs.formatter(as_text=False))
    logger = logging.getLogger("pgx.test")
    logger.addHandler(handler)
    try:
        broken()
    except ValueError:
        structlog.get_logger("pgx.test").exception("went wrong")
    finally:
        logger.removeHandler(handler)
    found = json.loads(capsys.readouterr().err.splitlines()[0])
    assert found["event"] == "went wrong"
    assert found["exception"].startswith("ValueError\n")
    assert MARK not in found["exception"]


@pytest.mark.parametrize("as_text", [True, False])
def test_what_django_says_of_a_request_is_its_status(caught, as_text):
    request = RequestFactory().get("/explore", {"g": MARK})
    written = line("django.request", "%s: %s", (MARK, MARK), caught, as_text,
                   request=request, status_code=500)  # fmt: skip
    assert "Internal Server Error" in written
    assert "CYP2C19" not in written


@pytest.mark.parametrize(
    ("message", "args", "says"),
    [
        ("Error handling request %s %s", ("GET", f"/explore?{MARK}"), "Error handling request … …"),
        (f"Invalid request from ip=::1: bad '{MARK}'", (), "Invalid request from"),
        ("Worker (pid:%s) exited with code %s.", (7, 1), "Worker (pid:7) exited with code 1."),
        (ValueError(MARK), (), "ValueError"),
    ],
)
def test_gunicorns_messages_lose_their_texts(message, args, says):
    assert json.loads(line("gunicorn.error", message, args))["event"] == says


def test_celerys_messages_keep_the_task_and_lose_what_went_wrong(caught):
    message = "Task %(name)s[%(id)s] %(description)s: %(exc)s"
    args = {"name": "sweep", "id": "7", "description": "raised", "exc": MARK, "args": MARK}
    found = json.loads(line("celery.app.trace", message, (args,), caught))
    assert found["event"] == "Task sweep[7] raised: …"
    assert MARK not in json.dumps(found)


def test_an_exception_in_a_message_is_named_by_its_type():
    written = json.loads(line("x", "Error calling %s (%s)", ("f", ValueError(MARK))))
    assert written["event"] == "Error calling f (ValueError)"
