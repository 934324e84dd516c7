"""What each kind of step shows: its template, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pgx.web.cases import asking, beside, debrief, judged, ordering, ran
from pgx.web.cases.page import Page

Shows = Callable[[Page], dict[str, Any]]
# Steps that say at once what an answer means; a prediction waits for its run.
HAS_FEEDBACK = {"order", "regimen", "explain", "follow-up"}


def _nothing(_page: Page) -> dict[str, Any]:
    return {}


KINDS: dict[str, Shows] = {
    "history": _nothing,
    "order": ordering.order,
    "predict": asking.predict,
    "run": ran.run,
    "regimen": judged.regimen,
    "explain": judged.explain,
    "follow-up": beside.follow_up,
    "debrief": debrief.debrief,
}
