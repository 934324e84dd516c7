"""Pages of rows in memory, by cursors of Django REST framework's form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

from pgx.api.knowledge.errors import refuse
from pgx.assessments.errors import QuestionRefused
from pgx.knowledge.catalogue import Entry

FIRST = -(2**63)  # before every position
CURSOR_HINT = "Follow next or previous of an answer, or leave cursor out."


def bad_cursor() -> QuestionRefused:
    """The error for a cursor that no page has."""
    return refuse("cursor", "bad_cursor", "No page has this cursor.", CURSOR_HINT)


class RowPages(CursorPagination):
    """A cursor names the position at which a page starts, or before which it ends."""

    page_size, max_page_size = 50, 200
    page_size_query_param = "page_size"

    def paginate_queryset(
        self, queryset: Sequence[Entry], request: Request, view: Any = None
    ) -> Sequence[Entry]:
        """One page of the rows. Raises QuestionRefused for a bad cursor or size."""
        self.base_url = request.build_absolute_uri()
        self.page_size = self.get_page_size(request)
        cursor = self.decode_cursor(request)
        self.entries, self.place = queryset, cursor.position
        found = bisect_left(queryset, self.place, key=lambda entry: entry.position)
        self.start = max(0, found - self.page_size) if cursor.reverse else found
        self.stop = found if cursor.reverse else found + self.page_size
        return queryset[self.start : self.stop]

    def get_page_size(self, request: Request) -> int:
        """How many rows are asked for. Raises QuestionRefused."""
        text = request.query_params.get(self.page_size_query_param, str(self.page_size))
        wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
        if not 1 <= wanted <= self.max_page_size:
            says = f"A page has 1 to {self.max_page_size} rows."
            raise refuse("page_size", "bad_page_size", says, f"Without it: {type(self).page_size}.")
        return wanted

    def decode_cursor(self, request: Request) -> Cursor:
        """The cursor, or the start. Raises QuestionRefused."""
        try:
            cursor = super().decode_cursor(request) or Cursor(0, False, FIRST)
            return cursor._replace(position=int(cursor.position))
        except (NotFound, TypeError, ValueError):
            raise bad_cursor() from None

    def pin(self, version: str) -> None:
        """Let the other pages be of this release, whatever is published meanwhile."""
        self.base_url = replace_query_param(self.base_url, "release", version)

    def get_next_link(self) -> str | None:
        """The address of the page after, if there is one."""
        if self.stop >= len(self.entries):
            return None
        return self.encode_cursor(Cursor(0, False, self.entries[self.stop].position))

    def get_previous_link(self) -> str | None:
        """The address of the page before, if there is one."""
        if self.start == 0:
            return None
        is_past = self.start >= len(self.entries)
        place = self.place if is_past else self.entries[self.start].position
        return self.encode_cursor(Cursor(0, True, place))
