"""`raphe-order-select` and `raphe-order-sign`: cards for ordered drugs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards.order import card
from pgx.ehr.reading.declared import MedicationRequest, MedicationStatement, Observation
from pgx.ehr.reading.genotypes import read_genotypes
from pgx.ehr.reading.medications import Medication, read_medications
from pgx.ehr.reading.orders import Ordered, read_orders


def signed(call: Call) -> list[dict[str, Any]]:
    """A card for each order with a drug that we know."""
    return _cards(call, call.asked.context.draft_orders.of(MedicationRequest))


def selected(call: Call) -> list[dict[str, Any]]:
    """A card for each selected order; the other draft orders are taken as co-medications."""
    context = call.asked.context
    names = {name.rpartition("/")[2] for name in context.selections}
    orders = context.draft_orders.of(MedicationRequest)
    return _cards(call, [order for order in orders if order.id in names])


def _cards(call: Call, orders: Iterable[MedicationRequest]) -> list[dict[str, Any]]:
    """By guideline category, then by name; the medicines of the record are co-medications."""
    knowledge, chart = call.knowledge, call.chart
    ordered = read_orders(knowledge, orders)
    if not ordered:
        return []
    # Two orders of the same drug and dose are one regimen.
    regimens = tuple(dict.fromkeys(each.regimen for each in ordered))
    genotypes = read_genotypes(knowledge, chart.of(Observation, "genotypes"))
    beside = read_medications(knowledge, _medications(call))
    unread = [*genotypes.unread, *beside.unread, *chart.unseen]
    taken = tuple(beside.names)
    strands = genotypes.orientation or None
    answer = assess(Question(genotypes.texts, strands, regimens, knowledge.version, taken))
    said = _said(ordered)
    return [
        card(
            call.asked.hook_instance,
            answer,
            result,
            said.get(Regimen(result.drug, result.dose_mg_per_day), ""),
            unread,
            call.explore,
        )
        for result in answer.results
    ]


def _said(ordered: Iterable[Ordered]) -> dict[Regimen, str]:
    """What to say of the dose of each regimen."""
    return {each.regimen: each.said for each in ordered if each.said}


def _medications(call: Call) -> Iterator[Medication]:
    """Every medicine of the call: draft orders first. A drug is none beside itself."""
    yield from call.asked.context.draft_orders.of(MedicationRequest)
    for kind in (MedicationRequest, MedicationStatement):
        yield from call.chart.of(kind, "medications", "statements")
