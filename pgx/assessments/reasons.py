"""Why a row has its category, what is not known, and what no gene shows.

Sentences are built from data. Those of the layer `guideline` restate what a body says; the
others state, and instruct nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pgx.assessments import reasons_wording as words
from pgx.assessments.answer import Reason, Reasoning
from pgx.assessments.co_medications import both_phenotypes
from pgx.science.category_change import category_changes, relevant_genes
from pgx.science.disagreement import Split
from pgx.science.evaluation import Evaluation
from pgx.science.exposure import enzymes_of
from pgx.science.guideline import Finding, body_class
from pgx.science.knowledge import CautionKind, Knowledge
from pgx.science.phenotypes import FunctionalClass
from pgx.science.recommendation import LEADING_BODY, Recommendation

AGREE, ANY = "agree", "any"


def reasoning(evaluation: Evaluation, row: int, general: bool = True) -> Reasoning:
    """The reasoning of a row; with `general` also what stands beside every drug alike.

    An answer of many drugs leaves that out of each and shows `about_any` once.
    """
    knowledge, drug = evaluation.setup.knowledge, evaluation.drug(row)
    names = (drug.drug, drug.drug_class, *((ANY,) if general else ()))
    genes = _genes_of(knowledge, drug.drug)
    return Reasoning(
        reasons=tuple(_reasons(evaluation, row)),
        would_change=tuple(_would_change(evaluation, row)),
        not_known=(*_not_known(evaluation, row), *cautions(knowledge, "unknown", *names)),
        caveats=cautions(knowledge, "caution", *names),
        barriers=cautions(knowledge, "barrier", *names, *genes),
    )


def about_any(knowledge: Knowledge) -> Reasoning:
    """What stands beside every drug alike."""
    return Reasoning(
        reasons=(),
        would_change=(),
        not_known=cautions(knowledge, "unknown", ANY),
        caveats=cautions(knowledge, "caution", ANY),
        barriers=cautions(knowledge, "barrier", ANY),
    )


@lru_cache(maxsize=1024)
def cautions(knowledge: Knowledge, kind: CautionKind, *names: str) -> tuple[Reason, ...]:
    """The cautions of a kind about any of these names: drugs, classes, genes, effects."""
    found = knowledge.cautions_about(kind, *names)
    return tuple(Reason("caution", c.text, (c.row,), c.reference, c.confidence) for c in found)


@lru_cache(maxsize=512)
def _genes_of(knowledge: Knowledge, drug: str) -> tuple[str, ...]:
    """The enzymes that the category or the level of a drug depends on."""
    genes = (*relevant_genes(knowledge, drug), *enzymes_of(knowledge, drug))
    return tuple(gene for gene in knowledge.enzymes if gene in genes)


# --- Why ---


def _reasons(evaluation: Evaluation, row: int) -> Iterator[Reason]:
    found = evaluation.recommendations[row]
    yield _said(found)
    yield from _genotypes(evaluation, row, found.leading)
    if found.leading and found.leading.statement:
        text = words.actions(found.leading.statement)
        yield Reason("guideline", text, found.leading.rows[:1])
    yield from _differing(found)
    yield _no_part(evaluation, row)


def _enzyme(evaluation: Evaluation, row: int, gene: str) -> FunctionalClass:
    return evaluation.phenotypes.enzymes[gene][row]


def _said(found: Recommendation) -> Reason:
    """What the leading body says, or why it says nothing."""
    if found.leading:
        return _finding(found.leading)
    silent = next((each for each in found.findings if each.said == found.headline), None)
    return Reason("guideline", found.headline, silent.rows if silent else ())


def _finding(finding: Finding) -> Reason:
    statement = finding.statement
    source = (statement.reference, statement.confidence) if statement else ("", "")
    return Reason("guideline", words.finding(finding), finding.rows, *source)


@lru_cache(maxsize=4096)
def _class_rows(knowledge: Knowledge, enzyme: FunctionalClass) -> tuple[str, ...]:
    """The rows of the alleles, and that which makes a phenotype of them."""
    alleles = knowledge.markers[enzyme.gene].by_allele
    own = dict.fromkeys(alleles[allele].row for allele in enzyme.alleles)
    return (*own, *body_class(knowledge, LEADING_BODY, enzyme).rows)


def _genotypes(evaluation: Evaluation, row: int, leading: Finding | None) -> Iterator[Reason]:
    """The phenotypes by which the row was found; where none was, those that were read."""
    knowledge, drug = evaluation.setup.knowledge, evaluation.drug(row).drug
    for gene in leading.genes if leading else _genes_of(knowledge, drug):
        own = evaluation.predicted.enzymes[gene][row]
        acting = _enzyme(evaluation, row, gene)
        if own.status == "called":
            text = words.genotype(knowledge.markers[gene].by_allele, own)
            yield Reason("genotype", text, _class_rows(knowledge, own))
        elif leading and not acting.converted_by:
            yield Reason("genotype", words.missing_result(own))
        if acting.converted_by:
            yield Reason("genotype", f"{both_phenotypes(acting)}.", acting.rows)


def _differing(found: Recommendation) -> Iterator[Reason]:
    """What else the bodies say where they differ, each once, then how they differ."""
    left = [each for each in found.findings if each is not found.leading]
    for split in found.splits:
        if split.kind != AGREE:
            concerned = [each for each in left if set(split.genes) <= set(each.genes)]
            yield from map(_finding, concerned)
            yield _compared(split)
            left = [each for each in left if not any(each is one for one in concerned)]
    for each in found.findings:
        if each.genes == (ANY,) and each.kind == "advice":
            yield _finding(each)


def _compared(split: Split) -> Reason:
    return Reason("guideline", words.compared(split), (split.row,) if split.row else ())


def _no_part(evaluation: Evaluation, row: int) -> Reason:
    """The mechanism genes that were read: they take no part in the category."""
    modifiers = evaluation.setup.knowledge.modifiers
    read = [name for name in modifiers if evaluation.status(row, name) == "called"]
    text = words.no_part([modifiers[name].gene for name in read])
    return Reason("model", text, tuple(f"modifiers/{name}" for name in read))


# --- What would change it ---


def _would_change(evaluation: Evaluation, row: int) -> Iterator[Reason]:
    if not evaluation.recommendations[row].findings:  # nothing was looked up: no genotype decides
        return
    knowledge, drug = evaluation.setup.knowledge, evaluation.drug(row).drug
    enzymes = {gene: column[row] for gene, column in evaluation.phenotypes.enzymes.items()}
    sets = category_changes(knowledge, drug, enzymes)
    for each in sets:
        yield Reason("genotype", words.would_change(each))
    if not sets:
        yield Reason("genotype", words.no_change())


# --- What is not known ---


def _not_known(evaluation: Evaluation, row: int) -> Iterator[Reason]:
    """Gene by gene: not read, or read and not known to matter."""
    knowledge, drug = evaluation.setup.knowledge, evaluation.drug(row).drug
    found = [each for each in evaluation.recommendations[row].findings if _is_open(knowledge, each)]
    yield from map(_finding, found)
    told = {each.statement.reference for each in found if each.statement}
    for gene in _genes_of(knowledge, drug):
        yield from _gene(knowledge, _enzyme(evaluation, row, gene), set())
    modifiers = evaluation.phenotypes.modifiers
    for column in modifiers.values():
        yield from _gene(knowledge, column[row], told)
    for gene in dict.fromkeys(gene for each in found for gene in each.genes):
        if gene not in modifiers:
            yield from _evidence(knowledge, gene, told)


def _is_open(knowledge: Knowledge, finding: Finding) -> bool:
    """A body looked at a gene that acts on no level, and recommends nothing."""
    enzymes = set(knowledge.enzymes)
    return finding.kind == "no recommendation" and enzymes.isdisjoint((*finding.genes, ANY))


def _gene(knowledge: Knowledge, own: FunctionalClass, told: set[str]) -> Iterator[Reason]:
    """That a gene was not read; of one that was, what is not known.

    `told` are sources that have had their say as findings.
    """
    if own.status != "called":
        yield Reason("genotype", words.not_read(own))
        return
    yield from _evidence(knowledge, own.gene, told)


def _evidence(knowledge: Knowledge, gene: str, told: set[str]) -> Iterator[Reason]:
    found = cautions(knowledge, "unknown", gene)
    return (each for each in found if each.reference not in told)
