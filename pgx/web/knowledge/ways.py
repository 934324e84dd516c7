"""The ways through the knowledge base: the links above each of its pages."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx.web.knowledge.library import Library


class Way(NamedTuple):
    """A link, and whether it leads to where one is."""

    name: Promise
    address: str
    is_here: bool


# The page of a list, its name, and what a page of one is called.
LISTS = (
    ("chain", _("The chain"), ("chain-subject",)),
    ("drugs", _("Drugs"), ("drug",)),
    ("statements", _("Statements"), ("statement",)),
    ("disagreements", _("Disagreements"), ("disagreement",)),
    ("genes", _("Genes"), ("gene",)),
    ("markers", _("Markers"), ("marker",)),
    ("controversies", _("Controversies"), ("controversy",)),
    ("misconceptions", _("Misconceptions"), ("misconception",)),
    ("claims", _("Claims"), ("claim", "claims-topic")),
    ("references", _("References"), ("reference",)),
    ("releases", _("Releases"), ("release",)),
    ("tables", _("All tables"), ("table", "row")),
)


@lru_cache(maxsize=1024)
def ways(library: Library, here: str | None) -> tuple[Way, ...]:
    """The links, as seen from the page of this address name."""
    page = (here or "").removeprefix("knowledge-")
    return tuple(
        Way(name, library.to(each), page == each or page in parts) for each, name, parts in LISTS
    )
