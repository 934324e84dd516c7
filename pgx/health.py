"""`/healthz`: the process answers. `/readyz`: what it needs is there, part by part.

`/readyz` is 503 only where nothing can be read or assessed: no database, or no knowledge
release. Without broker, worker or scheduler the pages and assessments go on, so these are
named in the answer ("status": "degraded") and leave it 200.
"""

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pgx.celery import app
from pgx.heartbeat import STALE_SECONDS, seconds_since
from pgx.knowledge.models import Release
from pgx.notice import NOTICE_SHORT

NEEDED = ("database", "knowledge")
BROKER_TIMEOUT_SECONDS = 1


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is looked at."""
    return JsonResponse({"status": "ok", "notice": str(NOTICE_SHORT)})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Each part and its state; 503 where reading and assessing cannot work."""
    parts = check_parts()
    status = overall(parts)
    body = {"status": status, "parts": parts, "notice": str(NOTICE_SHORT)}
    return JsonResponse(body, status=503 if status == "down" else 200)


def check_parts() -> dict[str, dict[str, Any]]:
    """The state of every part, in the order in which they depend on one another."""
    broker = check_broker()
    beats = check_heartbeat if broker["status"] == "up" else unknown
    return {
        "database": check_database(),
        "knowledge": check_knowledge(),
        "broker": broker,
        "worker": beats("worker"),
        "scheduler": beats("scheduler"),
    }


def overall(parts: dict[str, dict[str, Any]]) -> str:
    """In a word: down without what reading needs, degraded without the rest, else ok."""
    if any(parts[name]["status"] != "up" for name in NEEDED):
        return "down"
    return "ok" if all(part["status"] == "up" for part in parts.values()) else "degraded"


def check_database() -> dict[str, Any]:
    """Does the database answer a query?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return {"status": "down", "detail": "the database does not answer"}
    return {"status": "up"}


def check_knowledge() -> dict[str, Any]:
    """Is a release of the knowledge base loaded?"""
    try:
        release = Release.objects.first()
    except DatabaseError:
        return {"status": "down", "detail": "the knowledge base cannot be read"}
    if release is None:
        return {"status": "down", "detail": "no release: run manage.py load_knowledge"}
    return {"status": "up", "version": release.version, "sha256": release.sha256}


def check_broker() -> dict[str, Any]:
    """Does the broker take a connection?"""
    try:
        with app.connection_for_read(connect_timeout=BROKER_TIMEOUT_SECONDS) as link:
            link.connect()
    except Exception:  # whatever the transport raises, the broker is not to be had
        return {"status": "down", "detail": "no connection: batches wait, the rest works"}
    return {"status": "up"}


def check_heartbeat(part: str) -> dict[str, Any]:
    """When did the worker, or the scheduler, last leave a sign of life?"""
    try:
        age = seconds_since(part)
    except Exception:  # the cache client raises its own errors
        return unknown(part)
    if age is None:
        return {"status": "down", "detail": "no heartbeat yet"}
    status = "up" if age <= STALE_SECONDS else "down"
    return {"status": status, "heartbeat_age_seconds": round(age, 1)}


def unknown(part: str) -> dict[str, Any]:
    """A part that can only be asked through one that is down."""
    return {"status": "unknown", "detail": f"the {part} is asked through the broker"}
