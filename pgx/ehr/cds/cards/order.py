"""The card of one ordered drug: the heart of it first, read in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards import genes, parts
from pgx.ehr.cds.cards.beside import medicines, of_dose, of_level
from pgx.ehr.cds.cards.markdown import listed, plain
from pgx.ehr.cds.cards.missing import contradictions, missing
from pgx.ehr.cds.cards.parts import MODEL, Card
from pgx.ehr.cds.cards.published import leading, others
from pgx.ehr.cds.cards.suggestions import offer, said, suggestions
from pgx.ehr.cds.cards.would_tell import would_tell
from pgx.ehr.cds.record import Record
from pgx.ehr.reading.orders import Ordered

REPEATED = "This draft has {} orders of it: each is looked at by itself, and doses add up."
REFERENCE = " (reference dose)"
SILENT = "no guideline statement"
INHIBITOR = "mao_inhibitor"


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
    found = [] if result.is_stopped else suggestions(call.knowledge, result, own, is_taken)
    said_of_dose = [each.said for each in own][:1]
    if len(orders) > 1:
        said_of_dose.append(REPEATED.format(len(orders)))
    said_of_dose.append(said(call.knowledge, result, is_taken, found))
    detail = (
        *contradictions(record),
        *_heart(record, answer, result, said_of_dose, changes),
        *missing(answer, record),
    )
    name = f"{result.drug} {result.dose_mg_per_day!r}"
    card = parts.card(call, name, _summary(record, result, own), parts.indicator(result), detail)
    card["source"] = {**card["source"], "topic": parts.topic(result.drug, result.name)}
    card["links"] = [parts.link(call, record, answer, result)]
    offer(card, found)
    return card


def _summary(record: Record, result: ResultAnswer, own: list[Ordered]) -> str:
    """Drug and dose first."""
    regimen = f"{parts.regimen(result)}{REFERENCE if any(each.said for each in own) else ''}"
    category = result.recommendation.category
    if result.is_stopped:
        return f"{regimen}: stopped, an MAO inhibitor beside it is contraindicated"
    if category == SILENT and (state := _state(record, result)):
        return f"{regimen}: {state}"
    return f"{regimen}: {category}"


def _state(record: Record, result: ResultAnswer) -> str:
    """Why there may be no statement; empty where genotypes are there and do not contradict."""
    genes_said = {gene for each in result.recommendation.findings for gene in each.genes}
    if genes_said & {record.knowledge.markers[name].gene for name in record.conflicts}:
        return genes.CONTRADICT
    return record.genetics.short


def _heart(
    record: Record,
    answer: Assessment,
    result: ResultAnswer,
    said_of_dose: list[str],
    changes: Iterable[str],
) -> Iterator[str]:
    """Beside an MAO inhibitor the reason and no model; else guideline, genes, medicines, model."""
    knowledge = record.knowledge
    if result.is_stopped:
        yield f"**{plain(result.recommendation.headline)}**"
        yield from (plain(each.text) for each in knowledge.cautions_about("caution", INHIBITOR))
        yield from medicines(knowledge, answer, result)
        return
    yield from _untold(record, result)
    yield f"**Published guideline.** {leading(result)}"
    yield plain(genes.read(record, result))
    yield others(result)
    if result.level_layer == "published":
        yield plain(result.sentences[0])
    yield listed([*said_of_dose, *of_dose(result)])
    yield from medicines(knowledge, answer, result)
    yield from _section("**What this order changes for medicines taken**", changes)
    yield f"{MODEL} {plain(' '.join(_modelled(answer, result)))}"


def _untold(record: Record, result: ResultAnswer) -> Iterator[str]:
    """Without a result that the guideline asks for: the state, and what a test would tell."""
    if record.genetics.says:
        yield f"**{plain(record.genetics.says)}**"
    found = result.recommendation
    is_open = found.category == SILENT and any(e.kind == "not tested" for e in found.findings)
    if record.genetics.short or is_open:
        yield from would_tell(record.knowledge, result.drug)


def _moves(answer: Assessment, result: ResultAnswer) -> bool:
    """Whether anything was read that the model can start from."""
    read = any(call.status == "called" for call in answer.calls)
    return read or any(each.converted_by for each in result.enzymes)


def _modelled(answer: Assessment, result: ResultAnswer) -> list[str]:
    """The sentences on the model, without a level that studies give.

    Where nothing was read, the reference patient stands in, and that is all there is to say.
    """
    if not _moves(answer, result):
        return result.sentences[:1]
    return result.sentences[result.level_layer == "published" :] + of_level(result)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    said_here = listed(lines)
    return [title, said_here] if said_here else []
