"""What a row says, in a sentence: for pages that set rows of many tables beside one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from pgx.knowledge.catalogue import Entry
from pgx.rounding import show
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.words import caption, unmarked

# The column that is a sentence already.
SENTENCES = {
    "claims": "evidence",
    "misconceptions": "truth",
    "guideline_statements": "statement",
    "modifiers": "meaning",
}

EVERYBODY, FEW = {"any", "under_25"}, 2  # whom a caution is about, and how many are named


class Told(NamedTuple):
    """A row, and what it says."""

    entry: Entry
    text: str


def told(library: Library, rows: Iterable[str]) -> list[Told]:
    """What each row (table/key) says; rows that the release does not have are left out."""
    return [Told(entry, tell(entry)) for entry in entries(library, rows)]


def entries(library: Library, rows: Iterable[str]) -> list[Entry]:
    """The rows (table/key) that the release has."""
    return [entry for row in rows if (entry := library.row(row))]


def tell(entry: Entry) -> str:
    """A row as a sentence, its numbers as they stand there."""
    table = entry.row.partition("/")[0]
    if table in SENTENCES:
        return unmarked(str(entry.values[SENTENCES[table]]))
    return TELL[table](entry) if table in TELL else caption(entry)


def _controversy(entry: Entry) -> str:
    return f"{entry.values['verdict']}. {entry.values['said']}"


def _caution(entry: Entry) -> str:
    """A caution with the drugs, classes or genes that it is about, where these are few."""
    about = [name for name in entry.values["about"] if name not in EVERYBODY]
    named = _upper(", ".join(about)) if len(about) <= FEW else ""
    return _joined(": ", named, unmarked(entry.values["text"]))


def _course(entry: Entry) -> str:
    """What was seen, in which species, and when."""
    values = entry.values
    size = f"{values['value']} {values['unit']}".strip() + _between(values["low"], values["high"])
    what = _joined(": ", str(values["what"]), size)
    when = values["time_days"]
    if when.replace(".", "", 1).isdigit():
        when = _("day %(day)s") % {"day": when}
    return f"{_joined(': ', _joined(', ', _upper(values['species']), when), what)}."


def _association(entry: Entry) -> str:
    """Who was compared with whom, in what, and the effect as published."""
    values = entry.values
    effect = f"{values['effect_type']} {values['estimate']}".strip()
    effect += _between(values["ci_low"], values["ci_high"])
    many = _("n: %(n)s") % {"n": values["n"]} if values["n"] else ""
    who = _joined(", ", values["contrast"], values["drug"], values["population"])
    return _joined(": ", _upper(values["outcome"]), _joined("; ", who, effect, many)) + "."


def _observation(entry: Entry) -> str:
    """What the model is held against, and what it gives."""
    values = entry.values
    size = f"{values['dossier']} {'' if values['unit'] == 'ratio' else values['unit']}".strip()
    said = {"what": _upper(values["observation"]), "size": size}
    return _("%(what)s. The model gives %(size)s.") % said


def _parameter(entry: Entry) -> str:
    """What a parameter is, and its value."""
    values = entry.values
    size = f"{show(values['value'])} {values['unit'].strip('-')}".strip()
    return f"{_joined(': ', _upper(values['meaning']), size)}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f" ({show(low)} to {show(high)})"


def _joined(by: str, *parts: str) -> str:
    return by.join(str(part) for part in parts if part)


TELL: dict[str, Callable[[Entry], str]] = {
    "cautions": _caution,
    "controversies": _controversy,
    "time_course": _course,
    "associations": _association,
    "observations": _observation,
    "parameters": _parameter,
}
