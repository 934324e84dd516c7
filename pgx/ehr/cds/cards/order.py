"""The card of one ordered drug: the heart of it first, read in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards import genes, parts
from pgx.ehr.cds.cards.heart import heart
from pgx.ehr.cds.cards.missing import first_of_all, missing
from pgx.ehr.cds.cards.parts import SILENT, Card, Indicator
from pgx.ehr.cds.cards.suggestions import Suggestion, offer, said, suggestions
from pgx.ehr.cds.record import Record
from pgx.ehr.reading.orders import Ordered
from pgx.science.co_medications import effects_of, stopped_by

REPEATED = "This draft has {} orders of it: each is looked at by itself, and doses add up."
REFERENCE = " (reference dose)"


def order_card(
    call: Call,
    record: Record,
    answer: Assessment,
    result: ResultAnswer,
    orders: list[Ordered],
    changes: Iterable[str],
) -> Card:
    """The card for the orders of one drug and dose.

    `orders` are all of this drug; `changes` say what the order changes for medicines taken.
    """
    own = [each for each in orders if each.regimen.dose_mg_per_day == result.dose_mg_per_day]
    is_taken = result.drug in record.taken
    may_suggest = not result.is_stopped and not _was_stopped(record, result)
    found = suggestions(call.knowledge, result, own, is_taken) if may_suggest else []
    detail = (
        *first_of_all(record),
        *heart(record, answer, result, list(_of_dose(record, result, orders, found)), changes),
        *missing(answer, record),
    )
    card = parts.card(
        call,
        f"{result.drug} {result.dose_mg_per_day!r}",
        _summary(record, result, own),
        _indicator(record, result),
        detail,
        [parts.link(call, record, answer, result)],
        topic=parts.topic(result.drug, result.name),
    )
    return card | offer(card["uuid"], found)


def _of_dose(
    record: Record, result: ResultAnswer, orders: list[Ordered], found: list[Suggestion]
) -> Iterator[str]:
    """Whether the dose is the order's own, stands alone, and what of it is suggested."""
    own = [each for each in orders if each.regimen.dose_mg_per_day == result.dose_mg_per_day]
    yield from (each.said for each in own)
    if len(orders) > 1:
        yield REPEATED.format(len(orders))
    yield said(record.knowledge, result, result.drug in record.taken, found)


def _was_stopped(record: Record, result: ResultAnswer) -> bool:
    """Whether an MAO inhibitor that ended would stop this drug: when it ended is not read."""
    ended = tuple(record.ended_inhibitors)
    return bool(stopped_by(effects_of(record.knowledge, result.drug, ended)))


def _indicator(record: Record, result: ResultAnswer) -> Indicator:
    found = parts.indicator(result)
    return "warning" if found == "info" and _was_stopped(record, result) else found


def _summary(record: Record, result: ResultAnswer, own: list[Ordered]) -> str:
    """Drug and dose first."""
    regimen = f"{parts.regimen(result)}{REFERENCE if any(each.said for each in own) else ''}"
    category = result.recommendation.category
    if result.is_stopped:
        return f"{regimen}: not assessed, contraindicated beside an MAO inhibitor"
    if _was_stopped(record, result):
        regimen += ", an MAO inhibitor ended"
    if category == SILENT and genes.contradict(record, result):
        return f"{regimen}: {genes.CONTRADICT}"
    if category == SILENT and record.genetics.short:
        return f"{regimen}: {record.genetics.short}"
    return f"{regimen}: {category}"
