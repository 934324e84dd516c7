"""What a genetic test would tell for a drug: where each body asks for a change."""

from __future__ import annotations

from functools import lru_cache

from pgx.ehr.cds.cards.markdown import listed
from pgx.ehr.cds.cards.parts import WARNS
from pgx.science.category_change import candidates
from pgx.science.classes import LIKELY
from pgx.science.exposure import NORMAL
from pgx.science.guideline import Finding, look_up_body
from pgx.science.knowledge import Knowledge
from pgx.science.phenotypes import FunctionalClass, short_name
from pgx.science.recommendation import category

HOW_NOT_WHETHER = "A guideline says how to use a result, not whether to order a test."
NOTHING = "No body in this release asks for a change on a genotype with this drug."


def would_tell(knowledge: Knowledge, drug: str) -> list[str]:
    """Body by body, the phenotypes with which it asks for a change."""
    lines = [line for body in knowledge.bodies if (line := _line(knowledge, body, drug))]
    said = listed([*(lines or [NOTHING]), HOW_NOT_WHETHER])
    return ["**What a test would tell**", said]


@lru_cache(maxsize=512)
def _line(knowledge: Knowledge, body: str, drug: str) -> str:
    """One gene at a time, the others normal; empty where the body asks for no change."""
    asks = [
        f"{gene} {_listed(found)}"
        for gene in _genes(knowledge, body, drug)
        if (found := _phenotypes(knowledge, body, drug, gene))
    ]
    return f"{body} asks for a change with {', and with '.join(asks)}." if asks else ""


def _genes(knowledge: Knowledge, body: str, drug: str) -> list[str]:
    """The enzymes of which a body has statements, in the order of the release."""
    tables = knowledge.statement_tables.get((body, drug), ())
    spoken = {gene for table in tables for gene in table.genes}
    return [gene for gene in knowledge.enzymes if gene in spoken]


def _phenotypes(knowledge: Knowledge, body: str, drug: str, gene: str) -> list[str]:
    """The phenotypes of a gene with which a change is asked, from the least active."""
    normal = {each: _normal(knowledge, each) for each in _genes(knowledge, body, drug)}
    asks = [
        own.phenotype
        for own in candidates(knowledge, gene)
        if _asks(look_up_body(knowledge, body, drug, {**normal, gene: own}), gene)
    ]
    return [
        each
        for each in dict.fromkeys(asks)
        if not (each.startswith(LIKELY) and each.removeprefix(LIKELY) in asks)
    ]


def _asks(findings: tuple[Finding, ...], gene: str) -> bool:
    """Whether any statement on this gene asks for a change."""
    rows = (each.statement for each in findings if gene in each.genes)
    return any(row is not None and category(row.actions) in WARNS for row in rows)


def _normal(knowledge: Knowledge, gene: str) -> FunctionalClass:
    """The most ordinary class of a gene."""
    return next(each for each in candidates(knowledge, gene) if each.phenotype == NORMAL)


def _listed(phenotypes: list[str]) -> str:
    """For example "poor, intermediate or ultrarapid"."""
    names = [short_name(each) for each in phenotypes]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
