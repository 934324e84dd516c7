"""Does a resource match what a search asks?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pgx.ehr.fhir.resources.parts import Resource
from pgx.ehr.fhir.search.parameters import Kind, Parameter

Compare = Callable[[Any, str], bool]


def matches(resource: Resource, parameter: Parameter, modifier: str, wanted: list[str]) -> bool:
    """Whether any value in the resource is any of those that are wanted."""
    compare = COMPARE[parameter.kind, modifier]
    values = [value for path in parameter.paths for value in at(resource, path)]
    return any(compare(value, each) for value in values for each in wanted)


def at(resource: Any, path: str) -> Iterator[Any]:
    """The values at a path (`name.given`), through every list on the way."""
    found = [resource]
    for name in path.split("."):
        found = [inner for each in found if name in each for inner in _listed(each[name])]
    yield from found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _token(value: Any, wanted: str) -> bool:
    """`code`, `system|code`, `system|` or `|code`; a Coding, an Identifier or a code alone."""
    system, bar, code = wanted.rpartition("|")
    if isinstance(value, bool):
        return str(value).lower() == code
    if isinstance(value, str):
        return value == code
    own = value.get("code", value.get("value", ""))
    return (not code or own == code) and (not bar or value.get("system", "") == system)


def _reference(value: str, wanted: str) -> bool:
    """An id, `Type/id`, or the whole address."""
    return value == wanted or value.endswith(f"/{wanted}") or wanted.endswith(f"/{value}")


def _starts(value: str, wanted: str) -> bool:
    """FHIR's default for text: from the start, in any case."""
    return value.lower().startswith(wanted.strip().lower())


def _contains(value: str, wanted: str) -> bool:
    return wanted.strip().lower() in value.lower()


def _exact(value: str, wanted: str) -> bool:
    return value == wanted


# By kind and modifier; what is missing here is refused as unknown.
COMPARE: dict[tuple[Kind, str], Compare] = {
    ("token", ""): _token,
    ("reference", ""): _reference,
    ("string", ""): _starts,
    ("string", "contains"): _contains,
    ("string", "exact"): _exact,
}
