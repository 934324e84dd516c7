"""The first line of a genotype CSV: what each column is, and which files are refused for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from pgx.assessments.errors import FieldError, QuestionRefused, closest, nearest
from pgx.batches.errors import FileRefused
from pgx.batches.header import CONTROLS, SUBJECT, refuse_personal, refuse_unnamed
from pgx.batches.intake.naming import OF_LONG, meaning
from pgx.batches.options import Options
from pgx.echo import short
from pgx.science.knowledge import Knowledge

WIDE, LONG = "wide", "long"
AS_LONG = "A long file has a row a subject and marker: subject, marker, genotype."


@dataclass(frozen=True)
class Column:
    """A column by its name in the file, what it means ("" where it is left out), and what
    it could be meant to be, where nothing is known of that name.
    """

    name: str
    meaning: str
    hint: str = ""


def read_columns(
    cells: Sequence[str], knowledge: Knowledge, options: Options
) -> tuple[str, tuple[Column, ...]]:
    """The layout, and what each column means; the options' word counts before the name's.

    Raises FileRefused for a header that cannot be used, QuestionRefused for options about
    columns that are not there.
    """
    names = tuple(" ".join(cell.split()) for cell in cells)
    _refuse_many(names)
    refuse_unnamed(names)
    refuse_personal(names)
    meant = [meaning(knowledge, name, options.columns) for name in names]
    layout = options.layout or (LONG if set(OF_LONG) <= set(meant) else WIDE)
    _refuse_unknown(options, names, layout)
    allowed = {*CONTROLS, *(OF_LONG if layout == LONG else knowledge.markers)}
    meant = [each if each in allowed else "" for each in meant]
    _refuse_duplicates(names, meant)
    _refuse_missing(names, meant, layout, knowledge)
    columns = zip(names, meant, strict=True)
    return layout, tuple(Column(name, each, _hint(knowledge, name, each)) for name, each in columns)


def _hint(knowledge: Knowledge, name: str, meant: str) -> str:
    return "" if meant else closest(name, (*knowledge.markers, *CONTROLS))


def _refuse_many(names: tuple[str, ...]) -> None:
    if len(names) > settings.BATCH_MOST_COLUMNS:
        message = f"The file has {len(names):,} columns."
        hint = f"Give {settings.BATCH_MOST_COLUMNS:,} at most: only known markers are read."
        raise FileRefused(message, hint, "too_many_columns")


def _refuse_unknown(options: Options, names: tuple[str, ...], layout: str) -> None:
    """In a long file the options may also be about names of markers, which come later."""
    missing = [name for name in options.columns if name not in names]
    if missing and layout == WIDE:
        raise QuestionRefused(list(_no_columns(missing, names)))


def _no_columns(missing: list[str], names: tuple[str, ...]) -> Iterator[FieldError]:
    for name in missing:
        message = f"The file has no column called {short(name)}."
        yield FieldError(f"columns.{short(name)}", "no_such_column", message, nearest(name, names))


def _refuse_duplicates(names: tuple[str, ...], meant: list[str]) -> None:
    seen: dict[str, str] = {}
    for name, each in zip(names, meant, strict=True):
        key = each or f" {name.lower()}"
        if key in seen:
            one, two = short(seen[key]), short(name)
            same = f"The columns {one} and {two} are the same{each and f': {each}'}."
            twice = f"The column {one} is there twice."
            message = twice if one == two else same
            raise FileRefused(message, "Keep one; leave the other out.", "duplicate_column")
        seen[key] = name


def _refuse_missing(
    names: tuple[str, ...], meant: list[str], layout: str, knowledge: Knowledge
) -> None:
    for word in (SUBJECT, *(OF_LONG if layout == LONG else ())):
        if word not in meant:
            hint = "Add one with a code for each row." if word == SUBJECT else AS_LONG
            raise FileRefused(f"No column is called {word}.", hint, f"no_{word}_column")
    if layout == WIDE and not set(meant) & set(knowledge.markers):
        known = ", ".join(knowledge.markers)
        message = "No column is a marker that Raphe knows."
        raise FileRefused(message, f"Known: {known}.", "no_known_marker")
