"""Saved assessments of the caller: one, and the list."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import Http404
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.reverse import reverse

from pgx import notice
from pgx.api.knowledge.pagination import bad_cursor
from pgx.assessments.answer import SavedAnswer
from pgx.assessments.models import SavedAssessment
from pgx.assessments.saved import describe, saved_by


class Newest(CursorPagination):
    """The newest first."""

    ordering = ("-created_at", "id")
    page_size = 50

    def decode_cursor(self, request: Request) -> Cursor | None:
        """The cursor, or the start. Raises QuestionRefused."""
        try:
            cursor = super().decode_cursor(request)
            if cursor and cursor.position is not None:
                datetime.fromisoformat(cursor.position)
        except (NotFound, ValueError):
            raise bad_cursor() from None
        return cursor


def saved_of(request: Request, id: str) -> SavedAssessment:  # noqa: A002 - the address says so
    """The caller's own; Http404 for everybody else's, as for what never was."""
    found = saved_by(request.user).filter(pk=id).first()
    if not found:
        raise Http404("You have no saved assessment of this name; it may have expired.")
    return found


def listed(request: Request) -> dict[str, Any]:
    """A page of what the caller has saved."""
    pages = Newest()
    page = pages.paginate_queryset(saved_by(request.user).defer("packed", "asked"), request)
    return {
        "notice": str(notice.NOTICE),
        "next": pages.get_next_link(),
        "previous": pages.get_previous_link(),
        "results": [asdict(told_of(request, each)) for each in page],
    }


def told_of(request: Request, saved: SavedAssessment) -> SavedAnswer:
    """What is told of a saved assessment, with its permalink."""
    return describe(saved, link(request, saved))


def link(request: Request, saved: SavedAssessment) -> str:
    """The permalink of a saved assessment."""
    return reverse("api-saved", [saved.id], request=request)
