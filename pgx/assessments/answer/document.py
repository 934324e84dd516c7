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
    """A dataclass that is a whole answer: it has a head wherever it stands."""

    def to_json(self) -> dict[str, Any]:
        """The answer as JSON types, its head first."""
        return as_json(self)


def head() -> Head:
    """What every whole answer begins with, in the language of the request."""
    return {
        "notice": str(notice.NOTICE),
        "medicine_notice": str(notice.MEDICINE_NOTICE),
        "engine": __version__,
    }


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass; None for anything else, which is JSON already."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None


def as_json(value: Any) -> Any:
    """Dataclasses as objects; lists of numbers and dicts are JSON already."""
    names = _names(type(value))
    if names:
        found = {name: as_json(getattr(value, name)) for name in names}
        return {**head(), **found} if isinstance(value, Document) else found
    if isinstance(value, tuple) or (isinstance(value, list) and value and _names(type(value[0]))):
        return [as_json(each) for each in value]
    return value
