"""The card of an ordered medicine that we know only beside other drugs."""

from __future__ import annotations

from pgx.assessments.answer import Assessment
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards import parts
from pgx.ehr.cds.cards.markdown import listed, plain
from pgx.ehr.cds.cards.missing import first_of_all, missing
from pgx.ehr.cds.cards.parts import Card, Indicator
from pgx.ehr.cds.interactions import Clash, inhibitors_alone
from pgx.ehr.cds.readings import Change
from pgx.ehr.cds.record import Record


def co_medication_card(
    call: Call,
    record: Record,
    answer: Assessment,
    name: str,
    clashes: list[Clash],
    changes: list[Change],
) -> Card:
    """What an ordered medicine clashes with, and what it changes for the drugs that are taken.

    Where it does neither it is an MAO inhibitor: beside what, is not seen.
    """
    alone = inhibitors_alone(call.knowledge, [name], clashes)
    lines = listed(line for each in changes for line in each.lines)
    detail = (
        *(f"**{plain(line)}**" for line in (*(each.says for each in clashes), *alone)),
        *first_of_all(record),
        f"**What {plain(name)} changes for medicines taken**" if lines else "",
        lines,
        *missing(answer, record),
    )
    said = _summary(name, clashes, changes)
    links = [parts.link(call, record, answer, next((each.after for each in changes), None))]
    topic = parts.topic(name, name)
    indicator = _indicator(clashes, changes)
    return parts.card(call, name, said, indicator, detail, links, topic=topic)


def _indicator(clashes: list[Clash], changes: list[Change]) -> Indicator:
    if clashes:
        return "critical"
    return "warning" if any(each.asks for each in changes) else "info"


def _summary(name: str, clashes: list[Clash], changes: list[Change]) -> str:
    """The medicine, then the weightiest of what it does."""
    title = name[:1].upper() + name[1:]
    if clashes:
        return f"{title} beside {clashes[0].other_than(name)}: {clashes[0].short}"
    if not changes:
        return f"{title}: an MAO inhibitor; no serotonergic medicine is seen beside it"
    asks = [each for each in changes if each.asks]
    drugs = ", ".join(each.after.name for each in asks or changes)
    said = asks[0].after.recommendation.category if asks else "changes what is known of it"
    return f"{title} beside {drugs}: {said}"
