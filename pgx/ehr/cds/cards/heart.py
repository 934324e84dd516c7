"""The heart of an order's card: guideline, genes, medicines, then the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.ehr.cds.cards import genes
from pgx.ehr.cds.cards.beside import medicines, of_dose, of_model
from pgx.ehr.cds.cards.markdown import listed, plain
from pgx.ehr.cds.cards.parts import MODEL, SILENT
from pgx.ehr.cds.cards.published import leading, others
from pgx.ehr.cds.cards.would_tell import would_tell
from pgx.ehr.cds.record import Record
from pgx.science.co_medications import MAO_INHIBITOR

UNDECIDED = "What it says depends on results that contradict each other here."


def heart(
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
        yield from (plain(each.text) for each in knowledge.cautions_about("caution", MAO_INHIBITOR))
        yield from medicines(knowledge, answer, result)
        return
    yield from _untold(record, result)
    yield f"**Published guideline.** {UNDECIDED if _undecided(record, result) else leading(result)}"
    yield plain(genes.read(record, result))
    yield others(answer, result)
    if result.level_layer == "published":
        yield plain(result.sentences[0])
    yield _paragraph("**Dose.**", [*said_of_dose, *of_dose(result)])
    yield from medicines(knowledge, answer, result)
    yield from _section("**What this order changes for medicines taken**", changes)
    yield _paragraph(MODEL, _modelled(answer, result))


def _undecided(record: Record, result: ResultAnswer) -> bool:
    """Whether no statement is found because results contradict one another."""
    return result.recommendation.category == SILENT and genes.contradict(record, result)


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
    return result.sentences[result.level_layer == "published" :] + of_model(result)


def _paragraph(title: str, lines: Iterable[str]) -> str:
    said_here = plain(" ".join(dict.fromkeys(filter(None, lines))))
    return f"{title} {said_here}" if said_here else ""


def _section(title: str, lines: Iterable[str]) -> list[str]:
    said_here = listed(lines)
    return [title, said_here] if said_here else []
