"""`raphe-patient-view`: one card on what is on file."""

from __future__ import annotations

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards.overview import overview_card
from pgx.ehr.cds.cards.parts import Card
from pgx.ehr.cds.record import read_record


def cards(call: Call) -> list[Card]:
    """The card."""
    record = read_record(call)
    # An assessment needs a drug; where none of ours is taken, only the genotypes are used.
    drugs = record.taken_drugs or (Regimen(next(iter(call.knowledge.drugs))),)
    version = call.knowledge.version
    answer = assess(Question(record.genotypes, None, drugs, version, record.beside, "summary"))
    results = answer.results if record.taken_drugs else []
    return [overview_card(call, record, answer, results)]
