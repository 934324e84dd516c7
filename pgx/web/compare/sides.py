"""The sides of a comparison: each is a question of Explore, answered as Explore answers it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.assessments.errors import FieldError
from pgx.rounding import show
from pgx.science.knowledge import Knowledge
from pgx.web.compare.address import LETTERS, RELEASE, Asked, address
from pgx.web.explore import Page, explore


@dataclass(frozen=True)
class Side:
    """One side: its letter, what was asked, and the answer or what is wrong."""

    key: str
    page: Page
    errors: tuple[FieldError, ...] = ()
    in_explore: str = ""
    without: str = ""

    @property
    def letter(self) -> str:
        """Its name for a reader: A to D."""
        return self.key.upper()

    @property
    def is_answered(self) -> bool:
        """Whether there is a result to compare."""
        return not self.errors

    @property
    def answer(self) -> Assessment:
        """The answer. Only where it is answered."""
        return self.page.answer

    @property
    def result(self) -> ResultAnswer:
        """The result of its regimen. Only where it is answered."""
        return self.page.result

    @property
    def regimen(self) -> str:
        """Drug and dose in words."""
        result = self.result
        return f"{result.name} {show(result.dose_mg_per_day, 6)} {result.dose_unit}"


def sides_of(knowledge: Knowledge, asked: Asked, release: str) -> list[Side]:
    """Every side that the address gives, in its order."""
    return [
        _side(knowledge, asked, letter, release, index) for index, letter in enumerate(asked.sides)
    ]


def _side(knowledge: Knowledge, asked: Asked, letter: str, release: str, index: int) -> Side:
    query = asked.sides[letter]
    page = explore(knowledge, query)
    rest = [each for place, each in enumerate(asked.given) if place != index]
    return Side(
        letter,
        page,
        page.errors or _no_drug(page),
        _in_explore(query, release),
        address(rest, release),
    )


def _no_drug(page: Page) -> tuple[FieldError, ...]:
    if page.result:
        return ()
    message, hint = _("This side has no drug."), _("Choose one: a side is a panel with one drug.")
    return (FieldError("regimens.0.drug", "no_drug", message, hint),)


def _in_explore(query: QueryDict, release: str) -> str:
    """The same question alone, in Explore."""
    alone = query.copy()
    if release:
        alone[RELEASE] = release
    return f"{reverse('explore')}?{alone.urlencode(safe='*/')}"


def blanks(knowledge: Knowledge, asked: Asked) -> list[Side]:
    """The fields of a side that could be added, of two where there is none; none after four."""
    free = [letter for letter in LETTERS if letter not in asked.sides]
    empty = explore(knowledge, QueryDict())
    return [Side(letter, empty) for letter in free[: 1 if asked.sides else 2]]
