"""What the founding documents claim, by topic: verdict, evidence, and where it became model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import get_args

from django.utils.translation import gettext as _

from pgx.knowledge.catalogue import Entry
from pgx.knowledge.tables import TABLES
from pgx.web.knowledge.library import Library, Missing
from pgx.web.knowledge.reading import Context, reading


@dataclass(frozen=True)
class Place:
    """A module of the model, and the parameters there that a claim became."""

    module: str
    parameters: tuple[Entry, ...]


@reading("web/knowledge/claims.html")
def claims(library: Library) -> Context:
    """The topics, with how many claims of each have which verdict."""
    rows = library.all("claims")
    topics = [(topic, _counts(library.where("claims", topic=topic))) for topic in _words("topic")]
    return {
        "title": _("Claims of the founding documents"),
        "verdicts": _words("verdict"),
        "topics": [(topic, counts, sum(counts)) for topic, counts in topics if sum(counts)],
        "counts": dict(zip(_words("verdict"), _counts(rows), strict=True)),
        "count": len(rows),
    }


@reading("web/knowledge/claims_topic.html")
def topic(library: Library, topic: str) -> Context:
    """The claims of one topic, each with its verdict, its evidence and its sources."""
    rows = library.where("claims", topic=topic)
    if not rows:
        raise Missing(topic, _words("topic"), lambda name: library.to("claims-topic", name))
    return {
        "title": topic,
        "topic": topic,
        "counts": [
            (verdict, count)
            for verdict, count in zip(_words("verdict"), _counts(rows), strict=True)
            if count
        ],
        "rows": [(row, list(places(library, row))) for row in rows],
    }


@reading("web/knowledge/claim.html")
def claim(library: Library, key: str) -> Context:
    """One claim."""
    entry = library.one("claims", key)
    return {
        "title": entry.key,
        "entry": entry,
        "places": list(places(library, entry)),
        "sources": library.sources([entry]),
    }


def places(library: Library, claim: Entry) -> Iterator[Place]:
    """Where in the model a claim lives."""
    for text in claim.values["lives_in"]:
        module, _colon, symbols = text.partition(": ")
        rows = (library.row(f"parameters/{symbol}") for symbol in symbols.split(", "))
        yield Place(module, tuple(filter(None, rows)))


def _counts(rows: Iterable[Entry]) -> list[int]:
    """How many claims have each verdict, in the order of the verdicts."""
    found = Counter(row.values["verdict"] for row in rows)
    return [found[verdict] for verdict in _words("verdict")]


@cache
def _words(column: str) -> tuple[str, ...]:
    """The words that a column of the claims may hold."""
    return get_args(TABLES["claims"].model_fields[column].annotation)
