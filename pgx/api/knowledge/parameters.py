"""What the address asks for: nothing of it is silently ignored."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.http import QueryDict

from pgx.api.knowledge.errors import Missing, refuse, unknown
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.knowledge import releases
from pgx.knowledge.catalogue import Entry
from pgx.knowledge.errors import NoRelease, ReleaseUnreadable
from pgx.knowledge.releases import ReleaseName

LONGEST_SEARCH = 100  # characters
PAGING = ("cursor", "page_size")


def check(asked: QueryDict, known: Collection[str]) -> None:
    """Raises QuestionRefused for a parameter that is not known, or is there twice."""
    errors = [
        unknown(name, "unknown_parameter", name, known) for name in asked if name not in known
    ]
    errors += [
        FieldError(name, "repeated_parameter", "It is there more than once.", "Give it once.")
        for name, values in asked.lists()
        if name in known and len(values) > 1
    ]
    if errors:
        raise QuestionRefused(errors)


def release(asked: QueryDict) -> ReleaseName:
    """The release that is asked for, or the newest that is not withdrawn. Raises Missing."""
    try:
        return releases.name(asked.get("release"))
    except NoRelease as error:
        raise no_release(error) from None


def no_release(error: NoRelease) -> Missing:
    """The error for a release that is not there, or is of a form of another time."""
    is_there = isinstance(error, ReleaseUnreadable)
    return Missing("release", "unreadable_release" if is_there else "unknown_release", str(error))


def search(asked: QueryDict, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The rows in which every word is found. Raises QuestionRefused."""
    text = asked.get("search")
    if text is None:
        return entries
    words = text.casefold().split()
    if not words or len(text) > LONGEST_SEARCH:
        says = f"A search has 1 to {LONGEST_SEARCH} characters."
        raise refuse("search", "bad_search", says, "Leave it out for every row.")
    for word in words:
        entries = [entry for entry in entries if word in entry.text]
    return entries
