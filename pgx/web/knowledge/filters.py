"""Filters of a list: what each can be asked for, what is wrong, and what to loosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pgx.assessments.errors import nearest
from pgx.echo import short
from pgx.knowledge.catalogue import Entry


@dataclass(frozen=True)
class Filter:
    """One field of a filter form. `asked` is what the address says, `value` what it means."""

    name: str
    label: str | Promise
    options: tuple[tuple[str, str | Promise], ...]  # empty: any text
    asked: str
    value: str
    holds: Callable[[Any, str], bool]

    @property
    def problem(self) -> str:
        """Why nothing can have this value; empty where something can."""
        if not self.asked or self.value or not self.options:
            return ""
        known = _("%(asked)s is not among these.") % {"asked": short(self.asked)}
        return f"{known} {nearest(self.asked, [value for value, _label in self.options])}"

    def keeps(self, item: Any) -> bool:
        """Whether an item has what is asked for."""
        return not self.asked or (bool(self.value) and self.holds(item, self.value))


def choice(
    name: str,
    label: str | Promise,
    options: Iterable[tuple[str, str | Promise]],
    asked: str,
    holds: Callable[[Any, str], bool],
) -> Filter:
    """A filter with a list of values, found in any case."""
    listed = tuple(options)
    known = {value.casefold(): value for value, _label in listed}
    return Filter(name, label, listed, asked, known.get(asked.casefold(), ""), holds)


def words(name: str, label: str | Promise, asked: str, holds: Callable[[Any, str], bool]) -> Filter:
    """A filter by words."""
    return Filter(name, label, (), asked, asked, holds)


def of_words(asked: str, rows: Sequence[Entry]) -> Form:
    """A form that asks for words alone."""
    return Form((words("q", _("Rows with the words"), asked, Entry.holds),), rows)


@dataclass(frozen=True)
class Looser:
    """What is found where one filter is left out."""

    label: str | Promise
    found: int
    query: dict[str, str]


@dataclass(frozen=True)
class Form:
    """The filters of a list, and what they find in it."""

    fields: tuple[Filter, ...]
    every: Sequence[Any]

    @cached_property
    def found(self) -> list[Any]:
        """The items that every filter keeps."""
        return _narrow(self.every, self.fields)

    @property
    def query(self) -> dict[str, str]:
        """What is asked for, as an address has it."""
        return {each.name: each.asked for each in self.fields if each.asked}

    @cached_property
    def looser(self) -> list[Looser]:
        """Where nothing is found: the filters of which leaving out one finds something."""
        asked = [each for each in self.fields if each.asked and not self.found]
        loose = (self._without(each) for each in asked)
        return [each for each in loose if each.found]

    def _without(self, left_out: Filter) -> Looser:
        rest = tuple(each for each in self.fields if each is not left_out)
        return Looser(left_out.label, len(_narrow(self.every, rest)), Form(rest, ()).query)


def _narrow(items: Iterable[Any], fields: Iterable[Filter]) -> list[Any]:
    return [item for item in items if all(each.keeps(item) for each in fields)]
