"""What published courses gained, to stand beside a class."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from pydantic import Field, RootModel

from pgx.cases.figures.statistics import normalised_gain
from pgx.cases.reading import read_file_as
from pgx.cases.schema.base import Part

FILE = settings.BASE_DIR / "fixtures" / "classes" / "published_courses.yaml"


class Course(Part):
    """A published course: shares of right answers before and after, and where that stands."""

    course: str
    before: float = Field(ge=0, lt=1)
    after: float = Field(ge=0, le=1)
    source: str
    address: str

    @property
    def gain(self) -> float:
        """Its normalised gain."""
        return normalised_gain([self.before], [self.after])


class Courses(RootModel[list[Course]]):
    """published_courses.yaml."""


@cache
def published_courses() -> tuple[Course, ...]:
    """The published courses, the lowest gain first. Raises CaseRefused."""
    found = read_file_as(Courses, FILE)[2].root
    return tuple(sorted(found, key=lambda each: each.gain))
