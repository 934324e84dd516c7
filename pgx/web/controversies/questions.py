"""The questions that are disputed: which rows speak for each, and which against.

The file holds references to rows and short texts, no number: numbers are the rows'.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from pydantic import BaseModel, ConfigDict, TypeAdapter

FILE = settings.BASE_DIR / "fixtures" / "controversies" / "questions.json"


class Question(BaseModel):
    """A question: the row that says what becomes of it (`verdict`), and rows on both sides.

    `sides` name the two columns where "for" and "against" would not fit. `does` says in words
    what Raphe does with it, beside the rows of `model` and the modifiers of `markers`;
    `pages` are lists of the knowledge base that show more.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: str
    name: str
    question: str
    verdict: str
    sides: tuple[str, str] | None = None
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    does: str
    model: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    beliefs: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """Every row that stands on its page."""
        beside = (*self.model, *self.heard, *self.beliefs)
        return (self.verdict, *self.speaks_for, *self.speaks_against, *beside)

    def holds(self, words: str) -> bool:
        """Does each of the words stand in its name or its question?"""
        text = f"{self.name} {self.question}".casefold()
        return all(word in text for word in words.casefold().split())


def asked_of(row: str) -> list[Question]:
    """The questions on whose pages a row stands."""
    return [each for each in questions().values() if row in each.rows]


@cache
def questions() -> dict[str, Question]:
    """Every question by the name in its address."""
    found = TypeAdapter(list[Question]).validate_json(FILE.read_bytes())
    return {each.slug: each for each in found}
