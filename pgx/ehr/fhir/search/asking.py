"""A search as it is asked: known parameters, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pgx.assessments.errors import FieldError, nearest
from pgx.echo import short
from pgx.ehr.fhir.search.matching import COMPARE
from pgx.ehr.fhir.search.parameters import PARAMETERS, SORTS, Parameter, includes
from pgx.ehr.problems import CallRefused

USUAL_COUNT, MOST_COUNT = 50, 200
SUMMARIES = ("true", "count", "false")
NUMBER = re.compile(r"[0-9]{1,9}")
REFERENCE_TYPES = ("Patient", "Practitioner", "Observation")


@dataclass
class Search:
    """What is asked of one type. `ignored` was not understood, and each says why."""

    kind: str
    criteria: list[tuple[Parameter, str, list[str]]] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    include: list[Parameter] = field(default_factory=list)
    sort: list[tuple[str, bool]] = field(default_factory=list)  # path, and whether it descends
    count: int = USUAL_COUNT
    offset: int = 0
    summary: str = "false"
    ignored: list[FieldError] = field(default_factory=list)


def understand(kind: str, given: Iterable[tuple[str, str]], is_strict: bool) -> Search:
    """Read the parameters. Raises CallRefused for bad values, and for unknown ones if strict."""
    search = Search(kind)
    for name, value in given:
        error = _take(search, name, value)
        if error:
            search.ignored.append(error)
        elif name not in ("_offset", "_format"):
            search.used.append((name, value))
    if is_strict and search.ignored:
        raise CallRefused(400, "A parameter is not understood; see the issues.", search.ignored)
    return search


def _take(search: Search, name: str, value: str) -> FieldError | None:
    """Take one parameter; the error where it is not understood."""
    if name in ("_count", "_offset"):
        _number(search, name, value)
    elif name == "_summary":
        if value not in SUMMARIES:
            message, hint = f"{short(value)} is not offered.", f"Use {', '.join(SUMMARIES)}."
            return FieldError(name, "not_supported", message, hint)
        search.summary = value
    elif name == "_include":
        return _include(search, value)
    elif name == "_sort":
        return _sort(search, value)
    elif name != "_format" and value:  # an empty one asks for nothing
        return _criterion(search, name, value)
    return None


def _number(search: Search, name: str, value: str) -> None:
    if not NUMBER.fullmatch(value):
        message = f"{short(value)} is not a whole number."
        error = FieldError(name, "bad_number", message, "Give 0 or more.")
        raise CallRefused(400, "A parameter has a value that cannot be used.", [error])
    if name == "_count":
        search.count = min(int(value), MOST_COUNT)
    else:
        search.offset = int(value)


def _include(search: Search, value: str) -> FieldError | None:
    known = includes(search.kind)
    name = ":".join(value.split(":")[:2])
    if value == "*":
        search.include += known.values()
    elif name in known:
        search.include.append(known[name])
    else:
        hint = nearest(name, known) if known else "Nothing can be included here."
        return FieldError("_include", "not_supported", f"{short(value)} is not offered.", hint)
    return None


def _sort(search: Search, value: str) -> FieldError | None:
    known = SORTS.get(search.kind, {})
    wanted = [(each.removeprefix("-"), each.startswith("-")) for each in value.split(",")]
    if not all(name in known for name, _descends in wanted):
        hint = f"Use {', '.join(known)}." if known else f"{search.kind} has one order."
        return FieldError("_sort", "not_supported", f"{short(value)} is not offered.", hint)
    search.sort = [(known[name], descends) for name, descends in wanted]
    return None


def _criterion(search: Search, name: str, value: str) -> FieldError | None:
    base, _, modifier = name.partition(":")
    known = PARAMETERS[search.kind]
    parameter = known.get(base)
    if parameter is None:
        message = f"{search.kind} has no search parameter {short(base)}."
        return FieldError(short(base), "not_supported", message, nearest(base, known))
    wanted = [each for each in value.split(",") if each]
    if parameter.kind == "reference" and modifier in REFERENCE_TYPES:
        wanted, modifier = [f"{modifier}/{each.rpartition('/')[2]}" for each in wanted], ""
    if (parameter.kind, modifier) not in COMPARE:
        message = f"The modifier {short(modifier)} is not offered for {base}."
        return FieldError(short(name), "not_supported", message, "Leave it out.")
    search.criteria.append((parameter, modifier, wanted))
    return None
