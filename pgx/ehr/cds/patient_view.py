"""`raphe-patient-view`: one card on what is on file."""

from __future__ import annotations

from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards.overview import overview_card
from pgx.ehr.cds.cards.parts import Card
from pgx.ehr.cds.record import read_record


def cards(call: Call) -> list[Card]:
    """The card."""
    record = read_record(call)
    answer = record.assess(record.taken_drugs, record.beside)
    results = answer.results if record.taken_drugs else []
    return [overview_card(call, record, answer, results)]
