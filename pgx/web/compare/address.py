"""The address of Compare: what each side asks, under the letter of the side.

`a.CYP2C19=*2/*2&a.drug=escitalopram&b.drug=escitalopram`, with one release for every side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pgx.assessments.errors import FieldError
from pgx.echo import short

LETTERS = "abcd"
RELEASE, ONLY, DIFFERENCES = "release", "only", "differences"


@dataclass(frozen=True)
class Asked:
    """What an address asks: a question a side, and what in it belongs to no side."""

    sides: Mapping[str, QueryDict]
    only_differences: bool = False
    errors: tuple[FieldError, ...] = ()

    @property
    def given(self) -> list[dict[str, str]]:
        """What each side gives, in order: what `address` takes."""
        return [query.dict() for query in self.sides.values()]


def read(query: QueryDict) -> Asked:
    """Sort an address by side; empty fields count as not given."""
    sides = {letter: QueryDict(mutable=True) for letter in LETTERS}
    errors = []
    for name, texts in query.lists():
        letter, _dot, field = name.partition(".")
        filled = [text for text in texts if text.strip()]
        if letter in sides and field and field != RELEASE:
            sides[letter].setlist(field, filled) if filled else None
        elif name not in (RELEASE, ONLY) and filled:
            errors.append(_no_side(name, field))
    kept = {letter: side for letter, side in sides.items() if side}
    errors += _bad_only(query.getlist(ONLY))
    return Asked(kept, query.get(ONLY) == DIFFERENCES, tuple(errors))


def _no_side(name: str, field: str) -> FieldError:
    if field == RELEASE:
        message, hint = _("One release answers every side."), _("Write release=, without a letter.")
        return FieldError(name, "release_of_a_side", message, hint)
    message = _("%(name)s belongs to no side.") % {"name": short(name)}
    hint = _("Write a letter from a to d before the name, such as a.%(name)s.")
    return FieldError(name, "no_side", message, hint % {"name": short(field or name)})


def _bad_only(words: list[str]) -> list[FieldError]:
    if all(word in ("", DIFFERENCES) for word in words):
        return []
    message = _("%(word)s is nothing that can be shown alone.") % {"word": short(words[-1])}
    return [
        FieldError(ONLY, "unknown_word", message, _("Write only=differences, or leave it out."))
    ]


def address(sides: Sequence[Mapping[str, str]], release: str = "", only: bool = False) -> str:
    """Where these sides are compared, in this order."""
    given = [
        (f"{letter}.{name}", text)
        for letter, side in zip(LETTERS, sides, strict=False)
        for name, text in side.items()
        if text and name != RELEASE
    ]
    given += [(RELEASE, release)] if release else []
    given += [(ONLY, DIFFERENCES)] if only else []
    query = urlencode(given, safe="*/")
    return f"{reverse('compare')}?{query}" if query else reverse("compare")
