"""The filters of each list: declared with django-filter, applied to rows in memory.

A filter compares a whole cell, in any case; a value that no row can have is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import Any, get_args

from django import forms
from django.http import QueryDict
from django_filters import Filter, FilterSet

from pgx.api.knowledge.errors import hint
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.echo import short
from pgx.knowledge.catalogue import Entry, Listing
from pgx.knowledge.models import Row
from pgx.knowledge.tables import TABLES

Read = Callable[[Any], Iterable[str]]
Places = Mapping[str, tuple[str, frozenset[int]]]


def words(value: Any) -> Iterable[str]:
    """What a cell can be asked for: its text, or each of a list; truth as JSON writes it."""
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return value if isinstance(value, list) else filter(None, (value,))


def modules(places: list[str]) -> Iterable[str]:
    """The modules of `module: symbols`."""
    return (place.partition(":")[0] for place in places)


def enzymes(text: str) -> Iterable[str]:
    """The enzymes that clear a drug.

    What it inhibits, or does not depend on, stands in brackets and does not count.

    >>> list(enzymes("CYP2D6; CYP1A2 (itself a strong CYP1A2 and CYP2C19 inhibitor)"))
    ['CYP2D6', 'CYP1A2']
    >>> list(enzymes("UGT conjugation; CYP3A4 minor (CYP2D6-independent)"))
    ['CYP3A4']
    """
    return re.findall(r"CYP\d\w+", re.sub(r"\([^)]*(inhibitor|independent)[^)]*\)", "", text))


class KnownField(forms.Field):
    """A value that is among those known, in any case."""

    def __init__(self, *, places: Places, **options: Any) -> None:
        super().__init__(**options)
        self.places = places

    def clean(self, value: str | None) -> frozenset[int] | None:
        """The positions of the rows; None where nothing is asked. Raises ValidationError."""
        if value is None or not self.places:
            return frozenset() if value else None
        if found := self.places.get(value.strip().lower()):
            return found[1]
        names = [name for name, _ in self.places.values()]
        raise forms.ValidationError([short(value), hint(value, names)])


class Known(Filter):
    """Rows of which one of the columns has the value."""

    field_class = KnownField

    def __init__(self, *columns: str, says: str, read: Read = words) -> None:
        super().__init__(label=columns[0], help_text=says)
        self.columns, self.read = columns, read

    def __deepcopy__(self, memo: dict[int, Any]) -> Known:
        """A copy for one request; a true deep copy would cost more than the filtering."""
        twin = copy(self)
        twin.extra = dict(self.extra)
        return twin

    def closed(self, table: str) -> tuple[str, ...]:
        """The values that the table allows, where its columns have such a list."""
        fields = (TABLES[table].model_fields[column] for column in self.columns)
        options = [option for field in fields for option in get_args(field.annotation)]
        return tuple(option for option in options if isinstance(option, str))

    def filter(self, entries: Sequence[Entry], value: frozenset[int] | None) -> Sequence[Entry]:
        """The rows at the positions, or all where nothing is asked."""
        return entries if value is None else [each for each in entries if each.position in value]


@lru_cache(maxsize=256)
def places(
    listing: Listing, columns: tuple[str, ...], read: Read, closed: tuple[str, ...]
) -> Places:
    """Which rows have each value, by the value in lower case."""
    found: dict[str, tuple[str, set[int]]] = {word.lower(): (word, set()) for word in closed}
    for entry in listing.entries:
        for word in (word for column in columns for word in read(entry.values[column])):
            found.setdefault(word.lower(), (word, set()))[1].add(entry.position)
    return {key: (word, frozenset(rows)) for key, (word, rows) in found.items()}


class RowFilters(FilterSet):
    """Filters over the rows of a listing; only those that are asked for cost anything."""

    @classmethod
    def apply(cls, listing: Listing, asked: QueryDict) -> Sequence[Entry]:
        """The rows that pass every filter. Raises QuestionRefused."""
        if cls.base_filters.keys().isdisjoint(asked):
            return listing.entries
        return cls(asked, Row.objects).filter_queryset(listing)

    def filter_queryset(self, queryset: Listing) -> Sequence[Entry]:
        """The rows of the listing that pass. Raises QuestionRefused."""
        self.filters = {name: each for name, each in self.filters.items() if name in self.data}
        for each in self.filters.values():
            options = each.closed(queryset.table) if queryset.entries else ()
            each.extra["places"] = places(queryset, each.columns, each.read, options)
        if self.errors:
            raise QuestionRefused([*self._refused()])
        entries: Sequence[Entry] = queryset.entries
        for name, value in self.form.cleaned_data.items():
            entries = self.filters[name].filter(entries, value)
        return entries

    def _refused(self) -> Iterable[FieldError]:
        for name, (said, nearest) in self.errors.items():
            yield FieldError(
                name, "unknown_value", f"No row has {said or 'nothing'} here.", nearest
            )


class GeneFilters(RowFilters):
    """Of genes."""

    role = Known("role", says="What the gene acts on.")


class MarkerFilters(RowFilters):
    """Of markers."""

    gene = Known("gene", says="Symbol of the gene.")
    kind = Known("kind", says="Kind of the marker.")
    used_in_model = Known("used_in_model", says="Whether a call of it changes a modelled number.")
    evidence_grade = Known("evidence_grade", says="Evidence for its drug response, A to D.")


class DrugFilters(RowFilters):
    """Of drugs."""

    kind = Known("kind", says="How the drug is used.")
    drug_class = Known("drug_class", says="Class in which it is listed.")
    enzyme = Known("main_enzymes", read=enzymes, says="An enzyme that clears it, such as CYP2D6.")


class StatementFilters(RowFilters):
    """Of guideline statements."""

    body = Known("body", says="Who says it.")
    drug = Known("drug", says="Name of the drug.")
    gene = Known("gene_1", "gene_2", says="Either gene that it is about.")
    phenotype = Known("key_1", "key_2", says="A phenotype, score or range: either gene's key.")
    strength = Known("strength", says="Strength of the recommendation, in the body's words.")


class ReferenceFilters(RowFilters):
    """Of references."""

    doi = Known("doi", says="Digital object identifier, without the resolver's address.")
    pmid = Known("pmid", says="PubMed number.")


class ClaimFilters(RowFilters):
    """Of claims."""

    document = Known("document", says="Founding document.")
    topic = Known("topic", says="What it is about.")
    verdict = Known("verdict", says="What independent evidence says.")
    confidence = Known("confidence", says="The weakest confidence of what is cited.")
    module = Known("lives_in", read=modules, says="Part of the model in which it lives.")


class NoFilters(RowFilters):
    """None."""
