"""`raphe-order-select` and `raphe-order-sign`: cards for ordered drugs."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.assessments.errors import FieldError
from pgx.ehr.cds import shown
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards.co_medication import co_medication_card
from pgx.ehr.cds.cards.order import order_card
from pgx.ehr.cds.cards.parts import Card
from pgx.ehr.cds.interactions import find_clashes
from pgx.ehr.cds.readings import Readings
from pgx.ehr.cds.record import Record, read_record
from pgx.ehr.problems import CallRefused
from pgx.ehr.reading.declared import MedicationRequest
from pgx.ehr.reading.medications import read_medications
from pgx.ehr.reading.orders import Ordered, read_orders
from pgx.science.co_medications import MAO_INHIBITOR, has_effect


def signed(call: Call) -> list[Card]:
    """A card for each order with a drug that we know."""
    orders = call.asked.context.draft_orders.of(MedicationRequest)
    return shown.without_repeats(call, _cards(call, orders))


def selected(call: Call) -> list[Card]:
    """A card for each selected order; the other draft orders stand beside them.

    Raises CallRefused where a selection names no draft order: with nothing to look at there
    would be no card, and silence never means safe.
    """
    context = call.asked.context
    names = [name.rpartition("/")[2] for name in context.selections]
    drafts = {each.resource.id for each in context.draft_orders.entry if each.resource}
    errors = [
        FieldError(f"context.selections.{place}", "unknown_selection",
                   "It is the id of no resource in draftOrders.",
                   "Send every selected order in draftOrders, with its id.")
        for place, name in enumerate(names) if name not in drafts
    ]  # fmt: skip
    if errors:
        raise CallRefused(422, "A selection is not among the draft orders.", errors)
    orders = context.draft_orders.of(MedicationRequest)
    cards = _cards(call, [order for order in orders if order.id in names])
    shown.remember(call, cards)
    return cards


def _cards(call: Call, orders: list[MedicationRequest]) -> list[Card]:
    """Critical ones first, then by guideline category and name.

    A medicine that we know only beside others has a card where it changes what is known of a
    drug that is taken, or clashes with one; alone only an MAO inhibitor has.
    """
    record = read_record(call, call.asked.context.draft_orders.of(MedicationRequest))
    readings = Readings(record)
    cards = [
        *_of_drugs(call, record, readings, read_orders(call.knowledge, orders)),
        *_of_others(call, record, readings, orders),
    ]
    return sorted(cards, key=lambda card: card["indicator"] != "critical")


def _of_drugs(
    call: Call, record: Record, readings: Readings, ordered: list[Ordered]
) -> Iterator[Card]:
    """One card for each drug and dose."""
    if not ordered:
        return
    answer = record.assess(dict.fromkeys(each.regimen for each in ordered), record.beside)
    for result in answer.results:
        orders = [each for each in ordered if each.regimen.drug == result.drug]
        changes = [each for each in readings.beside(result.drug) if each.reads_otherwise]
        lines = [line for each in changes for line in each.lines]
        yield order_card(call, record, answer, result, orders, lines)


def _of_others(
    call: Call, record: Record, readings: Readings, orders: list[MedicationRequest]
) -> Iterator[Card]:
    """Medicines that are no drug of ours. What a drug's own card says is not said again."""
    names = [n for n in read_medications(call.knowledge, orders).names if _is_other(record, n)]
    own = {each.regimen.drug for each in read_orders(call.knowledge, orders)}
    clashes = find_clashes(call.knowledge, record.beside)
    for name in names:
        every = [each for each in clashes if each.names(name)]
        pairs = [each for each in every if each.other not in own]
        changes = readings.beside(name)
        is_alone = not every and has_effect(call.knowledge, name, MAO_INHIBITOR)
        if pairs or changes or is_alone:
            answer = record.assess(record.taken_drugs, record.beside)
            yield co_medication_card(call, record, answer, name, pairs, changes)


def _is_other(record: Record, name: str) -> bool:
    return name not in record.knowledge.drugs
