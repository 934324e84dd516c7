"""A whole answer: under the notice, with the engine that made it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from typing_extensions import TypedDict

from pgx import __version__, notice


class Head(TypedDict):
    """What every whole answer begins with."""

    notice: str
    """That this is for teaching, never for the care of a patient. Show it with the numbers."""
    medicine_notice: str
    """To whoever takes one of these medicines: change nothing because of this."""
    engine: str
    """Version of Raphe's code. The same engine and release give the same bytes."""


class Document:
    """A dataclass that is a whole answer, not a part of one."""

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON types, its head first."""
        return {**head(), **as_json(self)}


def head() -> Head:
    """What every whole answer begins with, in the language of the request."""
    return {
        "notice": str(notice.NOTICE),
        "medicine_notice": str(notice.MEDICINE_NOTICE),
        "engine": __version__,
    }


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def as_json(value: Any) -> Any:
    """Dataclasses as objects; lists of numbers and dicts are JSON already."""
    if is_dataclass(value):
        return {name: as_json(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple) or (isinstance(value, list) and value and is_dataclass(value[0])):
        return [as_json(each) for each in value]
    return value
