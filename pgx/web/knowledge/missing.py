"""The page for a row that a release does not have: where it is, and what has a like name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pgx.assessments.errors import alike, nearby
from pgx.echo import short
from pgx.knowledge.models import Row
from pgx.web.knowledge.library import Library, Missing, row_address


def missing_page(
    request: HttpRequest, library: Library, missing: Missing, frame: dict[str, Any]
) -> HttpResponse:
    """404, with the releases that have the row, and what of this one has a like name."""
    table, _, key = missing.row.partition("/")
    # PostgreSQL takes no NUL in a text, and no key has one.
    found = Row.objects.filter(table=table, key=key) if "\0" not in key else Row.objects.none()
    versions = found.order_by("-release_id").values_list("release__version", flat=True)
    likely = alike(missing.name, nearby(missing.name, missing.known), most=5)
    context = frame | {
        "name": short(missing.name),
        "elsewhere": [(each, f"{row_address(missing.row)}?release={each}") for each in versions],
        "likely": [(name, missing.address(name)) for name in likely],
    }
    return render(request, "web/knowledge/missing.html", context, status=404)
