"""What learners believe, and what is so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pgx.cases import published
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading


@reading("web/knowledge/misconceptions.html")
def misconceptions(library: Library) -> Context:
    """Every belief beside what is so."""
    return {"title": _("Misconceptions"), "rows": library.all("misconceptions")}


@reading("web/knowledge/misconception.html")
def misconception(library: Library, key: str) -> Context:
    """One belief, and what is so."""
    entry = library.one("misconceptions", key)
    rows = library.all("misconceptions")
    return {
        "title": entry.values["belief"],
        "entry": entry,
        "sources": library.sources([entry]),
        "before": rows[entry.position - 1] if entry.position else None,
        "cases": published.led_by(key),
        "after": rows[entry.position + 1] if entry.position + 1 < len(rows) else None,
    }
