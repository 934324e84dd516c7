"""Searches of a FHIR server that the call names: ours, one of the admin's list, or none."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urljoin

import httpx
from django.conf import settings
from pydantic import ValidationError

from pgx.ehr.clients import asking, silence
from pgx.ehr.clients.addresses import BadAddress, is_within, normalise, require_safe
from pgx.ehr.clients.asking import Unanswered
from pgx.ehr.fhir.outcomes import CONTENT_TYPE
from pgx.ehr.fhir.search.answering import search
from pgx.ehr.fhir.search.asking import MOST_COUNT, understand
from pgx.ehr.models import FhirServer
from pgx.ehr.reading.bundles import Bundle
from pgx.ehr.reading.declared import MOST_ENTRIES
from pgx.ehr.reading.elements import Declared

MOST_PAGES = 5
Found = dict[str, Bundle | Unanswered]


class Link(Declared):
    """Where the next page is."""

    relation: str = ""
    url: str = ""


class Page(Bundle):
    """A page of a search."""

    link: list[Link] = []


def fetch(server: str, own_base: str, token: str, queries: Mapping[str, str]) -> Found:
    """For each key the Bundle that its query finds, or why there is none.

    Nothing is sent to a server that is neither ours (read without a network) nor on the list.
    """
    if not server:
        return dict.fromkeys(queries, Unanswered("not_sent", ""))
    try:
        base = normalise(server)
        if base == normalise(own_base):
            return {key: _own(query, own_base) for key, query in queries.items()}
        require_safe(base)
    except BadAddress as bad:
        said = f"is not asked: its address cannot be used. {bad}"
        return dict.fromkeys(queries, Unanswered("bad_address", said.rstrip(".")))
    if not _is_listed(base):
        said = "is not on the list of those that this Raphe may ask"
        return dict.fromkeys(queries, Unanswered("not_listed", said))
    fault = silence.of(base)
    return dict.fromkeys(queries, fault) if fault else asking.run(_fetch(base, token, queries))


def _is_listed(base: str) -> bool:
    """Whether an administrator put exactly this base on the list (the admin keeps one spelling)."""
    return FhirServer.objects.filter(base_url=base, is_active=True).exists()


def _own(query: str, own_base: str) -> Bundle:
    kind, _, rest = query.partition("?")
    given = [*parse_qsl(rest), ("_count", str(MOST_COUNT))]
    return Bundle.model_validate(search(understand(kind, given, is_strict=False), own_base))


async def _fetch(base: str, token: str, queries: Mapping[str, str]) -> Found:
    """All keys over one connection, one after another, by one clock."""
    found: Found = {}
    try:
        async with asyncio.timeout(settings.FHIR_SECONDS), asking.connection() as client:
            for key, query in queries.items():
                found[key] = await _pages(client, base, token, query)
    except TimeoutError:
        silence.note(base)
    return {key: found.get(key, asking.no_answer()) for key in queries}


async def _pages(
    client: httpx.AsyncClient, base: str, token: str, query: str
) -> Bundle | Unanswered:
    """Every page of a search as one Bundle; all of it, or why not."""
    entries, url = [], f"{base}/{query}"
    try:
        for _ in range(MOST_PAGES):
            page = _read(await asking.get(client, url, CONTENT_TYPE, token))
            entries += page.entry
            url = _next(page, base)
            if len(entries) > MOST_ENTRIES:
                raise Unanswered("too_many", f"has more than {MOST_ENTRIES} entries for this")
            if not url:
                return Bundle(resourceType="Bundle", entry=entries)
        raise Unanswered("too_many", f"has more than {MOST_PAGES} pages for this")
    except Unanswered as fault:
        return fault


def _read(body: bytes) -> Page:
    try:
        return Page.model_validate_json(body)
    except ValidationError:
        said = "did not answer with a Bundle that can be read"
        raise Unanswered("not_a_bundle", said) from None


def _next(page: Page, base: str) -> str:
    """The address of the next page; empty where there is none. Raises Unanswered."""
    given = next((link.url for link in page.link if link.relation == "next"), "")
    if not given:
        return ""
    try:
        path, _, query = urljoin(f"{base}/", given).partition("?")
        address = normalise(path)
        if is_within(address, base) and not {"#", "\\"} & set(query):
            kept = parse_qsl(query, keep_blank_values=True)
            return f"{address}?{urlencode(kept)}" if kept else address
    except ValueError:
        pass
    raise Unanswered("elsewhere", "names a next page outside its own address, which is not asked")
