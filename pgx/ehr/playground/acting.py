"""What one does with a card: feedback as any client gives it, and the order changed by it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pgx.assessments.question import write_dose
from pgx.ehr.cds.feedback import keep_feedback, read_feedback
from pgx.ehr.playground.form import ORDERS
from pgx.ehr.playground.page import BETWEEN, Page
from pgx.ehr.problems import CallRefused
from pgx.ehr.reading.declared import MedicationRequest
from pgx.ehr.reading.orders import read_orders
from pgx.science.knowledge import Knowledge


def accept(knowledge: Knowledge, page: Page, card: str, suggestion: str) -> str:
    """Take a suggestion: the address with the changed orders.

    Raises CallRefused where the card is not on the page, or has no such suggestion.
    """
    offered = _find(_card(page, card).get("suggestions", ()), suggestion)
    _tell(page, {"card": card, "outcome": "accepted", "acceptedSuggestions": [{"id": suggestion}]})
    changed = {
        name: text for action in offered["actions"] for name, text in _changes(knowledge, action)
    }
    return page.address(changed, page.overridden, f"{card}{BETWEEN}{suggestion}")


def override(page: Page, card: str, code: str, comment: str) -> str:
    """Put a card aside: the address where it is. Raises CallRefused."""
    reasons = _card(page, card).get("overrideReasons", ())
    chosen = next((each for each in reasons if each["code"] == code), None)
    if not chosen and not comment.strip():
        raise CallRefused(400, _("Choose a reason, or write one. Nothing was sent."))
    reason = {"reason": chosen} if chosen else {}
    said = {**reason, **({"userComment": comment} if comment.strip() else {})}
    _tell(page, {"card": card, "outcome": "overridden", "overrideReason": said})
    return page.address({}, {**page.overridden, card: chosen["code"] if chosen else ""})


def _card(page: Page, uuid: str) -> dict[str, Any]:
    return _find(page.answered.cards if page.answered else (), uuid)


def _find(those: Iterable[dict[str, Any]], uuid: str) -> dict[str, Any]:
    found = next((each for each in those if each["uuid"] == uuid), None)
    if not found:
        raise CallRefused(404, _("This card is not here any more. Nothing was sent."))
    return found


def _tell(page: Page, item: dict[str, Any]) -> None:
    now = timezone.now().isoformat()
    body = {"feedback": [{**item, "outcomeTimestamp": now}]}
    keep_feedback(page.service, read_feedback(page.service, json.dumps(body).encode()))


def _changes(knowledge: Knowledge, action: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of the orders that an action changes."""
    if action["type"] == "delete":
        yield from zip(_fields(action["resourceId"]), ("", ""), strict=True)
        return
    order = MedicationRequest.model_validate(action["resource"])
    for ordered in read_orders(knowledge, [order]):
        drug, dose = ordered.regimen.drug, ordered.regimen.dose_mg_per_day
        text = "" if ordered.said or dose is None else write_dose(dose)
        yield from zip(_fields(order.id), (drug, text), strict=True)


def _fields(name: str) -> tuple[str, str]:
    """The fields of an order by its id, which ends with its place; the first for a new one."""
    place = name.rpartition("-")[2]
    return ORDERS[1] if place == "2" else ORDERS[0]
