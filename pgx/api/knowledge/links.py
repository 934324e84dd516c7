"""A row as an answer gives it: its columns, its key and its addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from django.urls import reverse
from rest_framework.request import Request

from pgx.knowledge.catalogue import Entry
from pgx.knowledge.releases import ReleaseName


@dataclass(frozen=True)
class Links:
    """Addresses of rows, as the caller reaches this server; an older release stays asked for."""

    root: str
    release: str  # "?release=0.3.0", or nothing for the default

    @classmethod
    def of(cls, request: Request) -> Links:
        """Those that fit a request."""
        version = request.query_params.get("release")
        pinned = f"?{urlencode({'release': version})}" if version else ""
        return cls(request.build_absolute_uri("/").removesuffix("/"), pinned)

    def row(self, path: str, key: str) -> str:
        """The address of one row."""
        return f"{self.root}{address(path, key)}{self.release}"

    def rows(self, path: str, **filters: str) -> str:
        """The address of a list of rows."""
        asked = "&".join(filter(None, (urlencode(filters), self.release.removeprefix("?"))))
        return f"{self.root}{reverse(f'api-{path}')}" + (f"?{asked}" if asked else "")

    def result(self, path: str, entry: Entry) -> dict[str, Any]:
        """A row that has an address of its own."""
        return {**part(entry), "url": self.row(path, entry.key)}


def part(entry: Entry) -> dict[str, Any]:
    """A row without an address of its own."""
    return {**entry.values, "key": entry.key, "row": entry.row}


def parts(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Rows without addresses of their own."""
    return [part(entry) for entry in entries]


@lru_cache(maxsize=8192)
def address(path: str, key: str) -> str:
    """Where a row is on this server: whatever its key holds."""
    return f"{reverse(f'api-{path}')}/{quote(key)}"


def release_part(release: ReleaseName) -> dict[str, str]:
    """Which release answers."""
    return {"version": release.version, "sha256": release.sha256}
