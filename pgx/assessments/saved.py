"""Saving answers, finding one's own, and asking whether today's engine still says the same."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from pgx.accounts.models import User
from pgx.assessments.answer import (
    Agreement,
    Assessment,
    Assessments,
    Difference,
    ReleaseAnswer,
    SavedAnswer,
)
from pgx.assessments.assess import assess
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.models import SavedAssessment
from pgx.assessments.panels import Subject, assess_panels
from pgx.assessments.question import Question, Regimen
from pgx.knowledge import releases
from pgx.knowledge.errors import NoRelease

KEEP_DAYS, LONGEST_KEEP_DAYS = 90, 365
MOST_SAVED = 500  # an account
MOST_BYTES = 5_000_000  # of an answer that is saved
MOST_DIFFERENCES = 20
# What another engine may say otherwise without another answer.
NOT_THE_ANSWER = ("engine", "notice", "medicine_notice")


def describe(saved: SavedAssessment, url: str) -> SavedAnswer:
    """What is told of a saved assessment, beside the answer itself."""
    release = ReleaseAnswer(saved.release_version, saved.release_sha256)
    times = (saved.created_at, saved.expires_at)
    return SavedAnswer(saved.id, url, saved.about, *times, release, saved.engine)


def encode(answer: Assessment | Assessments) -> bytes:
    """The answer as the JSON that is sent, and saved."""
    return json.dumps(answer.to_json(), ensure_ascii=False, separators=(",", ":")).encode()


def pack(body: bytes) -> bytes:
    """An answer as it is stored; `SavedAssessment.body` gives it back."""
    return zlib.compress(body)


def save(
    owner: User, subjects: Sequence[Subject], body: bytes, keep_days: int = KEEP_DAYS
) -> SavedAssessment:
    """Keep an answer for its owner. Raises QuestionRefused where it cannot be kept."""
    _refuse_too_much(owner, body)
    answer = json.loads(body)
    first = answer["panels"][0]["assessment"] if "panels" in answer else answer
    return SavedAssessment.objects.create(
        owner=owner,
        expires_at=timezone.now() + timedelta(days=keep_days),
        engine=answer["engine"],
        release_version=first["release"]["version"],
        release_sha256=first["release"]["sha256"],
        about=_about(subjects, first["results"]),
        asked=json.dumps([asdict(each) for each in subjects]),
        packed=pack(body),
    )


def _refuse_too_much(owner: User, body: bytes) -> None:
    fault = None
    if len(body) > MOST_BYTES:
        message = f"The answer has {len(body)} bytes; at most {MOST_BYTES} can be saved."
        hint = "Ask for fewer panels or regimens, or for detail summary."
        fault = FieldError("save", "too_large_to_save", message, hint)
    elif saved_by(owner).count() >= MOST_SAVED:
        message = f"There are {MOST_SAVED} saved assessments already."
        fault = FieldError("save", "too_many_saved", message, "Delete some of them first.")
    if fault:
        raise QuestionRefused([fault])


def _about(subjects: Sequence[Subject], results: Sequence[dict[str, Any]]) -> str:
    """A line by which its owner finds it again."""
    drugs = list(dict.fromkeys(each["drug"] for each in results))
    named = ", ".join(drugs) if len(drugs) <= 3 else f"{len(drugs)} drugs"
    panels = "" if len(subjects) == 1 else f", {len(subjects)} panels"
    return f"{named}{panels}"[:200]


def saved_by(owner: User) -> QuerySet[SavedAssessment]:
    """What an account has saved and may still read, the newest first."""
    return SavedAssessment.objects.filter(owner=owner, expires_at__gt=timezone.now())


def subjects_of(saved: SavedAssessment) -> list[Subject]:
    """The saved question, of the release that answered it."""
    return [
        Subject(each["subject"], _question(each["question"], saved.release_version))
        for each in json.loads(saved.asked)
    ]


def _question(stored: dict[str, Any], release: str) -> Question:
    lists = {name: tuple(stored[name]) for name in ("co_medications", "weeks")}
    regimens = tuple(Regimen(**regimen) for regimen in stored["regimens"])
    return Question(**stored | lists | {"regimens": regimens, "release": release})


def compare(saved: SavedAssessment) -> Agreement:
    """Ask the saved question again, of the same release, and compare."""
    then = json.loads(saved.body)
    reason, differences = "", []
    try:
        differences = list(_differences(then, _again(saved, "panels" in then)))
    except (QuestionRefused, NoRelease) as error:
        reason = str(error)
    return Agreement(
        agrees=None if reason else not differences,
        reason=reason,
        saved_engine=saved.engine,
        release=saved.release_version,
        newer_release=_newer_than(saved.release_version),
        differences=differences[:MOST_DIFFERENCES],
    )


def _again(saved: SavedAssessment, several: bool) -> Any:
    subjects = subjects_of(saved)
    today = assess_panels(subjects) if several else assess(subjects[0].question)
    return json.loads(encode(today))


def _newer_than(version: str) -> str | None:
    """The newest release, where it is another one."""
    newest = releases.find().version
    return None if newest == version else newest


def _differences(then: Any, today: Any, path: str = "") -> Iterator[Difference]:
    """Every place where two JSON values differ."""
    if type(then) is type(today) is dict:
        for name in dict.fromkeys((*then, *today)):
            if name not in NOT_THE_ANSWER:
                yield from _differences(then.get(name), today.get(name), f"{path}.{name}")
    elif type(then) is type(today) is list and len(then) == len(today):
        for place, pair in enumerate(zip(then, today, strict=True)):
            yield from _differences(*pair, f"{path}.{place}")
    elif then != today:
        yield Difference(path.lstrip("."), then, today)


def own_data(owner: User) -> list[dict[str, Any]]:
    """Everything that an account has saved, the answers left to their permalinks."""
    kept = saved_by(owner).values("id", "about", "created_at", "expires_at", "engine", "asked")
    return [each | {"asked": json.loads(each["asked"])} for each in kept]


def sweep(now: datetime) -> int:
    """Delete what is past its day; how many."""
    return SavedAssessment.objects.filter(expires_at__lte=now).delete()[0]
