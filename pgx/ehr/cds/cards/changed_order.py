"""A draft order as it was sent, with another dose."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

from pgx.ehr.fhir.codes import UCUM
from pgx.ehr.fhir.resources.parts import narrative
from pgx.ehr.reading.orders import Ordered

Json = dict[str, Any]
HALF = Decimal("0.5")  # of a pill: smaller parts are not cut
FINEST = Decimal("0.001")  # of a dose in mg


def changed(ordered: Ordered, drug: str, mg_per_day: Decimal) -> Json | None:
    """The order with this dose, in as many parts of a day as before; all else stays.

    A dose in pills stays in pills where halves make it, else it is in mg. None where it does
    not come out.
    """
    order = deepcopy(ordered.resource)
    place = _place(order)
    if not place:
        return None
    dosage, holder, name = place
    quantity = _quantity(ordered, holder[name], mg_per_day)
    if not quantity:
        return None
    holder[name] = quantity
    says = _says(quantity, mg_per_day)
    if dosage.get("text"):
        dosage["text"] = says
    if order.get("text"):
        order["text"] = narrative([f"Draft order, changed by a teaching suggestion: {drug} {says}"])
    return order


def _place(order: Json) -> tuple[Json, Json, str] | None:
    """The instruction, and what holds its quantity: before R4 the instruction itself."""
    dosage = (order.get("dosageInstruction") or [{}])[0]
    for holder in (*dosage.get("doseAndRate", [])[:1], dosage):
        for name in ("doseQuantity", "rateQuantity"):
            if isinstance(holder.get(name), dict):
                return dosage, holder, name
    return None


def _quantity(ordered: Ordered, was: Json, mg_per_day: Decimal) -> Json | None:
    """One administration's dose, in the unit that it was in where that comes out."""
    before = Decimal(repr(ordered.regimen.dose_mg_per_day))
    value = Decimal(str(was["value"])) * mg_per_day / before
    if ordered.mg_per_unit is None:
        return {**was, "value": _number(value)} if value % FINEST == 0 else None
    if value % HALF == 0:
        return {**was, "value": _number(value)}
    in_mg = value * Decimal(repr(ordered.mg_per_unit))
    mg = {"unit": "mg", "system": UCUM, "code": "mg"}
    return {"value": _number(in_mg), **mg} if in_mg % FINEST == 0 else None


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _says(quantity: Json, mg_per_day: Decimal) -> str:
    """The new dose in words; of one administration too, where that is another."""
    total = f"{_number(mg_per_day)} mg a day"
    each = f"{quantity['value']} {quantity.get('unit') or quantity.get('code') or ''}".strip()
    return total if total.startswith(f"{each} a day") else f"{each} each time, {total}"
