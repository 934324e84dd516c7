"""Pages that stand in an order: one of them, and its neighbors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pgx.web.knowledge.library import Library, Missing

T = TypeVar("T")


def one_of(library: Library, page: str, known: Mapping[str, T], slug: str) -> T:
    """What has this name in its address. Raises Missing."""
    if slug not in known:
        raise Missing(slug, known, lambda name: library.to(page, name))
    return known[slug]


def neighbors(known: Mapping[str, T], slug: str) -> dict[str, T | None]:
    """What stands before and after it; None where nothing does."""
    order = list(known.values())
    place = list(known).index(slug)
    return {
        "before": order[place - 1] if place else None,
        "after": order[place + 1] if place + 1 < len(order) else None,
    }
