"""Genotype and co-medication in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.assessments.answer import Assessment, ClassAnswer, ResultAnswer
from pgx.ehr.cds.record import Record
from pgx.science.exposure import enzymes_of
from pgx.science.phenotypes import short_name

CONTRADICT = "results contradict each other"
UNREADABLE = "the result could not be read"


def said_of(enzyme: ClassAnswer) -> str:
    """Both phenotypes where a co-medication acts, else the one by genotype, or why none is."""
    named = f"{enzyme.gene} {enzyme.name}".strip()
    if enzyme.says:
        return f"{named}: {enzyme.says.removeprefix(f'{enzyme.gene}: ')}"
    if enzyme.status != "called":
        return f"{named}: {UNREADABLE if enzyme.status == 'invalid' else enzyme.status}"
    return f"{named}: {short_name(enzyme.phenotype)} by genotype"


def read(record: Record, result: ResultAnswer) -> str:
    """The enzymes that count for a drug, in one sentence; empty where none does."""
    counts = set(enzymes_of(record.knowledge, result.drug))
    counts.update(gene for each in result.recommendation.findings for gene in each.genes)
    said = [
        f"{each.gene}: {CONTRADICT}" if _contradicts(record, each) else said_of(each)
        for each in result.enzymes
        if each.gene in counts
    ]
    return f"{'; '.join(said)}." if said else ""


def contradict(record: Record, result: ResultAnswer) -> bool:
    """Whether a gene of which bodies speak has results that contradict each other."""
    spoken = {gene for each in result.recommendation.findings for gene in each.genes}
    return not spoken.isdisjoint(record.knowledge.markers[name].gene for name in record.conflicts)


def _contradicts(record: Record, enzyme: ClassAnswer) -> bool:
    return enzyme.gene in record.conflicts and not enzyme.says


def on_file(answer: Assessment) -> Iterator[str]:
    """Each gene with a result: its genotype, and what it amounts to."""
    for each in answer.classes:
        markers = [c for c in answer.calls if c.gene == each.gene and c.status == "called"]
        if each.predicted or each.says:
            yield f"{said_of(each)}."
        elif markers:
            named = ", ".join(f"{call.marker} {call.genotype}" for call in markers)
            yield f"{each.gene}: {named}. {_amounts_to(each)}".strip()


def _amounts_to(found: ClassAnswer) -> str:
    """The class of a gene of the mechanism, which is part of the model alone."""
    return f"In the model: {found.used}." if found.status == "called" else ""
