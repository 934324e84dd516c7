"""Lists of the knowledge base and single rows: each view translates HTTP and nothing more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import api_view, renderer_classes
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from pgx import notice
from pgx.api.conditional import etag, fresh, is_known
from pgx.api.knowledge import parameters, schema
from pgx.api.knowledge.files import table_of
from pgx.api.knowledge.links import Links, release_part
from pgx.api.knowledge.pagination import RowPages
from pgx.api.knowledge.resources import RELEASES, Resource
from pgx.api.permissions import scope
from pgx.api.renderers import Csv, wants_csv
from pgx.batches.exporters import Table
from pgx.knowledge.catalogue import Entry, Listing
from pgx.knowledge.errors import NoRelease
from pgx.knowledge.releases import ReleaseName

View = Callable[..., Response]
Content = Callable[[Request, "Asked"], Any]


class Asked(NamedTuple):
    """What a request is about."""

    resource: Resource
    release: ReleaseName
    listing: Listing


def list_view(resource: Resource) -> View:
    """The view of a whole resource."""

    @extend_schema(**schema.of_list(resource))
    @api_view(["GET", "HEAD"])
    @renderer_classes([JSONRenderer, Csv])
    def view(request: Request) -> Response:
        is_csv = wants_csv(request)
        known = {"search", *resource.filters.base_filters}
        known |= set() if resource is RELEASES else {"release"}
        known |= set() if is_csv else set(parameters.PAGING)
        parameters.check(request.query_params, known)
        return _answer(request, resource, _table if is_csv else _page)

    return scope("read")(view)


def one_view(resource: Resource) -> View:
    """The view of one row."""

    @extend_schema(**schema.of_one(resource))
    @api_view(["GET", "HEAD"])
    def view(request: Request, key: str) -> Response:
        parameters.check(request.query_params, () if resource is RELEASES else ("release",))
        return _answer(request, resource, partial(_one, key=key))

    return scope("read")(view)


def _answer(request: Request, resource: Resource, content: Content) -> Response:
    """The content, unless the caller has it. Raises Missing, QuestionRefused."""
    release = parameters.release(request.query_params)
    try:
        asked = Asked(resource, release, resource.listing(release))
        tag = etag(request, *resource.made_of(release, asked.listing))
        if is_known(request, tag):
            return fresh(Response(status=304), tag)
        return fresh(Response(content(request, asked)), tag)
    except NoRelease as error:
        raise parameters.no_release(error) from None


def _entries(request: Request, asked: Asked) -> Sequence[Entry]:
    found = asked.resource.filters.apply(asked.listing, request.query_params)
    return parameters.search(request.query_params, found)


def _page(request: Request, asked: Asked) -> dict[str, Any]:
    pages, links = RowPages(), Links.of(request)
    page = pages.paginate_queryset(_entries(request, asked), request)
    if asked.resource is not RELEASES:
        pages.pin(asked.release.version)
    return {
        **_head(asked),
        "next": pages.get_next_link(),
        "previous": pages.get_previous_link(),
        "results": [links.result(asked.resource.path, entry) for entry in page],
    }


def _table(request: Request, asked: Asked) -> Table:
    return table_of(asked.listing.columns, _entries(request, asked), asked.release)


def _one(request: Request, asked: Asked, key: str) -> dict[str, Any]:
    links = Links.of(request)
    entry = asked.resource.entry(asked.release, asked.listing, key)
    return {
        **_head(asked),
        "result": links.result(asked.resource.path, entry),
        "related": asked.resource.related(asked.release, entry, links),
    }


def _head(asked: Asked) -> dict[str, Any]:
    return {"notice": str(notice.NOTICE), "release": release_part(asked.release)}
