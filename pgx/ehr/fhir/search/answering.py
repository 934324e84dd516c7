"""The page of a search: a Bundle of type searchset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from pgx.ehr.fhir.codes import TERMINOLOGY
from pgx.ehr.fhir.outcomes import outcome
from pgx.ehr.fhir.resources.parts import Resource, coding, meta, present
from pgx.ehr.fhir.search.asking import Search
from pgx.ehr.fhir.search.matching import at, matches
from pgx.ehr.fhir.store import of_type, stored

# What `_summary=true` leaves of a resource: FHIR's own summary elements, and what is required.
SUMMARY = {
    *("resourceType", "id", "meta", "identifier", "active", "name", "gender", "birthDate"),
    *("status", "intent", "code", "category", "subject", "clinicalStatus", "verificationStatus"),
    *("valueCodeableConcept", "component", "derivedFrom", "performer", "result", "requester"),
    *("medicationCodeableConcept",),
}
SUBSETTED = coding(f"{TERMINOLOGY}v3-ObservationValue", "SUBSETTED", "subsetted")


def search(asked: Search, base: str) -> Resource:
    """The resources that match, with what they include. `base` is the address of /fhir."""
    found = _sorted(asked, [each for each in of_type(asked.kind).values() if _fits(asked, each)])
    bundle = {"resourceType": "Bundle", "meta": meta(), "type": "searchset", "total": len(found)}
    if asked.summary == "count" or asked.count == 0:
        return {**bundle, "link": [_link(asked, base, "self", asked.offset)]}
    page = found[asked.offset : asked.offset + asked.count]
    entries = [_entry(asked, base, each, "match") for each in page]
    entries += [_entry(asked, base, each, "include") for each in _included(asked, page)]
    if asked.ignored:
        said = outcome("warning", "not-supported", map(str, asked.ignored))
        entries.append({"resource": said, "search": {"mode": "outcome"}})
    return {**bundle, "link": list(_links(asked, base, len(found))), **present(entry=entries)}


def _fits(asked: Search, resource: Resource) -> bool:
    return all(matches(resource, *criterion) for criterion in asked.criteria)


def _sorted(asked: Search, found: list[Resource]) -> list[Resource]:
    """In the order that is asked for: the first name counts most, so it is sorted by last."""
    for path, descends in reversed(asked.sort):
        found = sorted(found, key=lambda each: next(at(each, path), ""), reverse=descends)
    return found


def _included(asked: Search, page: list[Resource]) -> list[Resource]:
    """What the page refers to, each once, and nothing that is there already."""
    there = {f"{each['resourceType']}/{each['id']}" for each in page}
    paths = [path for way in asked.include for path in way.paths]
    targets = dict.fromkeys(value for each in page for path in paths for value in at(each, path))
    kinds = stored()
    named = (target.split("/") for target in targets if target not in there)
    return [kinds[kind][name] for kind, name in named]


def _entry(asked: Search, base: str, resource: Resource, mode: str) -> dict[str, Any]:
    shown = _summarized(resource) if asked.summary == "true" else resource
    address = f"{base}/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": address, "resource": shown, "search": {"mode": mode}}


def _summarized(resource: Resource) -> Resource:
    kept = {name: value for name, value in resource.items() if name in SUMMARY}
    tags = [*resource["meta"]["tag"], SUBSETTED]
    return {**kept, "meta": {**resource["meta"], "tag": tags}}


def _links(asked: Search, base: str, total: int) -> Iterator[dict[str, str]]:
    """This page, and those beside it."""
    yield _link(asked, base, "self", asked.offset)
    if asked.offset:
        yield _link(asked, base, "previous", max(0, asked.offset - asked.count))
    if asked.offset + asked.count < total:
        yield _link(asked, base, "next", asked.offset + asked.count)


def _link(asked: Search, base: str, relation: str, offset: int) -> dict[str, str]:
    """An address with what was understood, and no more."""
    given = [*asked.used, *([("_offset", str(offset))] if offset else [])]
    query = f"?{urlencode(given)}" if given else ""
    return {"relation": relation, "url": f"{base}/{asked.kind}{query}"}
