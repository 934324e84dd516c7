"""What is not there, and a word that is not known, each with the nearest that is."""

from __future__ import annotations

from collections.abc import Collection

from rest_framework.exceptions import NotFound

from pgx.assessments.errors import FieldError, QuestionRefused, closest, nearby, nearest
from pgx.echo import short

MOST_LISTED = 40  # words in a hint


class Missing(NotFound):
    """Nothing has this name: 404, with a stable code and the nearest name."""

    def __init__(self, field: str, code: str, message: str, hint: str = "") -> None:
        super().__init__(message, code)
        self.errors = (FieldError(field, code, message, hint),)


def refuse(field: str, code: str, message: str, hint: str = "") -> QuestionRefused:
    """The error for one parameter that cannot be used: 422."""
    return QuestionRefused([FieldError(field, code, message, hint)])


def hint(word: str, known: Collection[str]) -> str:
    """The nearest known word, or all of them where they are few."""
    if len(known) <= MOST_LISTED:
        return nearest(word, known)
    return closest(word, nearby(word, known))


def unknown(field: str, code: str, word: str, known: Collection[str]) -> FieldError:
    """The error for a word that is not known."""
    said = short(word) or "The empty name"
    return FieldError(field or "query", code, f"{said} is not known here.", hint(word, known))
