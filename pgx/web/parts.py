"""What the result side of Explore shows, by name for its templates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from pgx.science.knowledge import Knowledge
from pgx.web import details, tracing
from pgx.web.all_drugs import by_category, finding
from pgx.web.cannot_tell import cannot_tell
from pgx.web.explore import Page


def parts(knowledge: Knowledge, page: Page, query: QueryDict, live: bool = False) -> dict[str, Any]:
    """Everything; of a `live` answer what stands first, whose rest is fetched when near."""
    if not page.answer:
        return {}
    given = query.dict()
    found: dict[str, Any] = {
        "cannot_tell": cannot_tell(knowledge, page.answer, page.result),
        "every_drug": _address("explore-drugs", query),
    }
    if not page.result:
        categories = by_category(page.answer.results, given)
        return found | {"categories": categories, "drugs_finding": finding(categories)}
    if page.result.is_stopped:
        return found
    found |= details.first(page.answer, page.result, page.is_switched_on)
    if live:
        return found | {"rest": _address("explore-rest", query)}
    return found | rest(knowledge, page, query)


def rest(knowledge: Knowledge, page: Page, query: QueryDict) -> dict[str, Any]:
    """What stands behind the path of one regimen; nothing where none is modelled."""
    if not page.answer or not page.result or page.result.is_stopped:
        return {}
    found = details.rest(knowledge, page.answer, page.result, query.dict())
    return {"stops": tracing.stops(page.result, query), **found}


def _address(name: str, query: QueryDict) -> str:
    """Where a part of this question's answer stands alone."""
    asked = {name: text for name, text in query.items() if text}
    return f"{reverse(name)}?{urlencode(asked, safe='*/')}"
