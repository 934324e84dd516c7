"""How the OpenAPI document describes the knowledge base: from filters and row models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from pgx.api.knowledge import answers
from pgx.api.knowledge.filters import Known
from pgx.api.knowledge.pagination import RowPages
from pgx.api.knowledge.parameters import LONGEST_SEARCH
from pgx.api.knowledge.resources import RELEASES, Resource

TAGS = ["knowledge"]
RELEASE = OpenApiParameter(
    "release",
    OpenApiTypes.STR,
    description="Version of the release that answers, such as `0.7.0`; without it, the newest that "
    "is not withdrawn.",
)
SEARCH = OpenApiParameter(
    "search",
    {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH},
    description="Words that must all stand in the row, in any case.",
)
PAGES = [
    OpenApiParameter(
        "cursor",
        OpenApiTypes.STR,
        description="Where the page starts: from `next` or `previous` of an answer. Not for CSV.",
    ),
    OpenApiParameter(
        "page_size",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": RowPages.max_page_size,
            "default": RowPages.page_size,
        },
        description="Rows on a page. Not for CSV.",
    ),
]
NOT_MODIFIED = OpenApiResponse(description="The answer that you have still holds.")


def of_list(resource: Resource) -> dict[str, Any]:
    """The description of a list."""
    table, noun = resource.table, resource.noun
    return {
        "operation_id": f"list_{table}",
        "summary": f"List {resource.path.replace('-', ' ')}",
        "description": f"Every {noun} in the order of the release, page by page, or all of them as "
        "CSV. An unknown parameter or value is refused with the nearest that is known.",
        "tags": TAGS,
        "parameters": [*_filters(resource), SEARCH, *_release(resource), *PAGES],
        "responses": {
            (200, "application/json"): answers.list_answer(table),
            (200, "text/csv"): OpenApiTypes.STR,
            304: NOT_MODIFIED,
        },
    }


def of_one(resource: Resource) -> dict[str, Any]:
    """The description of one row."""
    table, noun = resource.table, resource.noun
    key = OpenApiParameter(
        "key",
        OpenApiTypes.STR,
        OpenApiParameter.PATH,
        description=f"The `key` of a {noun}, in any case{resource.other_names}.",
        examples=[OpenApiExample(f"One {noun}", resource.example)],
    )
    return {
        "operation_id": f"get_{table}",
        "summary": f"One {noun}",
        "description": f"One {noun} by its key, with what belongs to it.",
        "tags": TAGS,
        "parameters": [key, *_release(resource)],
        "responses": {200: answers.one_answer(table), 304: NOT_MODIFIED},
    }


def _release(resource: Resource) -> list[OpenApiParameter]:
    return [] if resource is RELEASES else [RELEASE]


def _filters(resource: Resource) -> Iterator[OpenApiParameter]:
    for name, each in resource.filters.base_filters.items():
        says = each.extra["help_text"]
        yield OpenApiParameter(name, _type(each, resource.table), description=says)


def _type(each: Known, table: str) -> Any:
    """A closed list of values, where the columns have one."""
    closed = each.closed(table)
    return {"type": "string", "enum": list(closed)} if closed else OpenApiTypes.STR
