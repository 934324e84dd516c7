"""Where reading the knowledge base begins: what there is, and how much of it is sure."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from pgx.knowledge.tables import TABLES
from pgx.science.knowledge import CONFIDENCES
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading


@reading("web/knowledge/start.html")
def start(library: Library) -> Context:
    """The doors into the knowledge base, and how many rows are of which confidence."""
    counts = Counter(
        entry.values.get("confidence") for table in TABLES for entry in library.all(table)
    )
    return {
        "title": _("Knowledge"),
        "confidences": [(word, counts[word]) for word in CONFIDENCES],
        "sourced": sum(counts[word] for word in CONFIDENCES),
        "counts": {table: len(library.all(table)) for table in TABLES},
    }
