"""The card of patient-view: results on file, and what guidelines make of current medicines."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.ehr.cds.call import Call
from pgx.ehr.cds.cards import genes, parts
from pgx.ehr.cds.cards.beside import not_known
from pgx.ehr.cds.cards.markdown import listed, plain
from pgx.ehr.cds.cards.missing import first_of_all, missing
from pgx.ehr.cds.cards.parts import WARNS, Card, Indicator
from pgx.ehr.cds.interactions import Clash, find_clashes, inhibitors_alone
from pgx.ehr.cds.record import Record
from pgx.science.co_medications import key, names

NO_DRUG = "No current medicine is a drug that Raphe models."


def overview_card(
    call: Call, record: Record, answer: Assessment, results: list[ResultAnswer]
) -> Card:
    """The card; `results` are those of the drugs that are taken."""
    clashes = find_clashes(call.knowledge, record.taken)
    alone = inhibitors_alone(call.knowledge, record.taken, clashes)
    detail = (
        *(f"**{plain(line)}**" for line in (*(each.says for each in clashes), *alone)),
        *first_of_all(record),
        *_on_file(record, answer),
        *_current(record, results),
        *missing(answer, record),
    )
    said = _summary(record, results, clashes)
    links = [parts.link(call, record, answer, results[0] if len(results) == 1 else None)]
    return parts.card(call, "overview", said, _indicator(results, clashes), detail, links)


def _on_file(record: Record, answer: Assessment) -> Iterator[str]:
    """Each gene with a result, or the state of testing in words."""
    if record.genetics.says:
        yield f"**{plain(record.genetics.says)}**"
    lines = listed(genes.on_file(answer))
    yield "**Genotypes on file**" if lines else ""
    yield lines


def _current(record: Record, results: list[ResultAnswer]) -> Iterator[str]:
    """One line a drug, by guideline category, then name; then the medicines without a line."""
    yield "**Guidelines on current medicines**"
    yield listed(_line(each) for each in results) or NO_DRUG
    known = names(record.knowledge)
    others = [name for name in record.taken if name not in record.knowledge.drugs]
    beside = [name for name in others if key(name) in known]
    yield f"**Counted beside them:** {', '.join(map(plain, beside))}." if beside else ""
    yield not_known([name for name in others if key(name) not in known])


def _line(result: ResultAnswer) -> str:
    found = result.recommendation
    return f"{result.name}: {found.category}. {found.headline}"


def _indicator(results: list[ResultAnswer], clashes: list[Clash]) -> Indicator:
    if clashes:
        return "critical"
    asks = any(each.recommendation.category in WARNS for each in results)
    return "warning" if asks else "info"


def _summary(record: Record, results: list[ResultAnswer], clashes: list[Clash]) -> str:
    """What weighs most: a clash, a drug with a change asked for, else what is on file."""
    if clashes:
        return f"{clashes[0].inhibitor} beside {clashes[0].other}: {clashes[0].short}"
    number = len(record.genotypes)
    on_file = record.genetics.short or f"{number} genotype{'s' if number != 1 else ''} on file"
    asks = [each for each in results if each.recommendation.category in WARNS]
    if not asks:
        return f"{on_file[:1].upper()}{on_file[1:]}; {_nothing_asked(results)}"
    more = f"; a change for {len(asks) - 1} more" if len(asks) > 1 else ""
    return f"{asks[0].name}: {asks[0].recommendation.category}{more}; {on_file}"


def _nothing_asked(results: list[ResultAnswer]) -> str:
    """That no guideline asks for a change, and of how many drugs that is said."""
    if not results:
        return "no current drug that Raphe models"
    more = f"; no change for {len(results) - 1} more" if len(results) > 1 else ""
    return f"{results[0].name}: {results[0].recommendation.category}{more}"
