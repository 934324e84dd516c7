"""What a page of a step is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pgx.assessments.errors import FieldError
from pgx.cases.models import Answer
from pgx.cases.playing import Play
from pgx.rounding import show
from pgx.web.cases.said import Said

Sent = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Kept:
    """What stands in the fields of a step, and what is wrong with it."""

    sent: Sent
    errors: Mapping[str, Sequence[str]]

    def one(self, field: str) -> str:
        """The text of a field; empty where there is none."""
        return next(iter(self.sent.get(field, ())), "")

    def some(self, field: str) -> Sequence[str]:
        """All that was chosen of a field."""
        return self.sent.get(field, ())


@dataclass(frozen=True)
class Page:
    """A step of an attempt: its texts, its fields, and its answer once it has one."""

    play: Play
    step: Any
    said: Said
    kept: Kept
    answer: Answer | None


def kept(answer: Answer | None, sent: Sent, errors: Sequence[FieldError]) -> Kept:
    """The fields as they were answered, or as they were sent and refused."""
    told: dict[str, list[str]] = {}
    for error in errors:
        told.setdefault(error.field, []).append(str(error.message))
    return Kept(_as_sent(answer.given) if answer else sent, told)


def _as_sent(given: Mapping[str, Any]) -> dict[str, list[str]]:
    """A stored answer by the names of its fields."""
    found = {f"week-{week}": [show(number, 6)] for week, number in given.get("curve", ())}
    for name, value in given.items():
        if name == "number":
            found[name] = [show(value, 6)]
        elif name != "curve":
            found[name] = value if isinstance(value, list) else [value]
    return found
