"""Phenotypes and drug -> what each guideline body says, or why it says nothing.

Bodies stand side by side and are never blended; each is asked with its own phenotype.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Literal

from pgx.science.knowledge import BodyPhenotype, Interval, Knowledge, Statement, StatementTable
from pgx.science.phenotypes import (
    INDETERMINATE,
    FunctionalClass,
    activity_score,
    phenotype_of_score,
)

NO_RESULT = "No Result"
NO_SCORE = "n/a"
ANY = "any"
NO_CLASS = "no class"
NO_RECOMMENDATION = "no recommendation"
SILENT = "silent"
NOT_TESTED = FunctionalClass("", "", "not tested")

# What a finding is: advice, or one of the ways in which there is none.
Kind = Literal[
    "advice",
    "no recommendation",  # the body looked, and recommends nothing
    "silent",  # the body does not have the drug, or not this gene
    "no table",  # this release has no rows of the body for the drug
    "no row",  # it has rows, but none for this combination
    "no class",  # the body does not know this phenotype
    "no score",  # its rows go by activity score, and none is known
    "unknown function",  # the function of an allele, or its number of copies, is not known
    "not tested",
]


@dataclass(frozen=True)
class BodyClass:
    """A result as one body classes it; `phenotype` is empty where it has no such class."""

    phenotype: str
    score: float | None
    why: str = ""
    rows: tuple[str, ...] = ()  # addresses of the rows that make it so


@dataclass(frozen=True)
class Finding:
    """What one body says on one gene or pair of genes for a drug.

    `statement` is None where there is no row; `said` then tells why in words. `document`
    names the source of a body that speaks in several. `rows` are the addresses of every row
    of the knowledge base that it rests on ("guideline_statements/..."), the statement first.
    """

    body: str
    document: str
    year: str
    genes: tuple[str, ...]
    keys: tuple[str, ...]
    statement: Statement | None
    said: str
    kind: Kind
    advises: bool = False  # whether the table has advice for any phenotype
    rows: tuple[str, ...] = ()

    @property
    def condition(self) -> str:
        """What else must hold: age, dose form, indication; empty where nothing must."""
        return self.statement.condition if self.statement else ""


def look_up(
    knowledge: Knowledge, drug: str, enzymes: Mapping[str, FunctionalClass]
) -> tuple[Finding, ...]:
    """Every body's findings for a drug, table by table, in the order of the release.

    An enzyme without a result is looked up as "No Result", so that a panel with one of two
    genes finds its row. Rows of one key that differ by condition are all there.
    """
    found: list[Finding] = []
    for body in knowledge.bodies:
        found += look_up_body(knowledge, body, drug, enzymes)
    return tuple(found)


def look_up_body(
    knowledge: Knowledge, body: str, drug: str, enzymes: Mapping[str, FunctionalClass]
) -> tuple[Finding, ...]:
    """One body's findings for a drug; one that says so where it has no table."""
    tables = knowledge.statement_tables.get((body, drug), ())
    if not tables:
        said = f"{body} has no table for {drug} in this release."
        return (Finding(body, "", "", (), (), None, said, "no table"),)
    return tuple(found for table in tables for found in _find(knowledge, table, enzymes))


def essence(knowledge: Knowledge, enzyme: FunctionalClass) -> FunctionalClass:
    """What a look-up reads of a class, so that many diplotypes become few.

    A name stays where a finding would say it, an allele where a body has its own value.
    """
    own = {
        rule.value
        for body in knowledge.bodies
        for rule in knowledge.own_classes.get((body, enzyme.gene), ())
        if rule.by == "allele"
    }
    name = enzyme.name if enzyme.phenotype == INDETERMINATE else ""
    alleles = enzyme.alleles if own & set(enzyme.alleles) else ()
    return replace(
        enzyme,
        name=name,
        alleles=alleles,
        assumption="",
        reason="",
        predicted="",
        predicted_score=None,
        converted_by=(),
        rows=(),
    )


@lru_cache(maxsize=4096)
def body_class(knowledge: Knowledge, body: str, enzyme: FunctionalClass) -> BodyClass:
    """A gene's class as this body gives it: its own values, then its own phenotypes."""
    rules = knowledge.own_classes.get((body, enzyme.gene), ())
    phenotype, score = _own_score(knowledge, enzyme, rules)
    rows = (*_own_values(rules, enzyme), *_class_rows(knowledge, enzyme, phenotype, score))
    for rule in rules:
        if _applies(rule, enzyme, score):
            known = rule.becomes != NO_CLASS
            said = (rule.becomes, "") if known else ("", rule.note)
            return BodyClass(said[0], score, said[1], (rule.row, *rows))
    return BodyClass(phenotype, score, "", rows)


def _own_values(rules: tuple[BodyPhenotype, ...], enzyme: FunctionalClass) -> tuple[str, ...]:
    """The rows with the body's own activity values of the alleles that are there."""
    return tuple(rule.row for rule in rules if rule.by == "allele" and rule.value in enzyme.alleles)


def _class_rows(
    knowledge: Knowledge, enzyme: FunctionalClass, phenotype: str, score: float | None
) -> tuple[str, ...]:
    """The standard row that gives the phenotype: a range of scores, or a pair of functions.

    None where the phenotype comes from elsewhere, as by a co-medication.
    """
    if score is not None:
        ranges = knowledge.activity_scores.get(enzyme.gene, ())
        return tuple(each.row for each in ranges if score in each.scores)
    pair = enzyme.gene, frozenset(enzyme.functions)
    found = knowledge.phenotypes.get(pair)
    if not enzyme.functions or not found or found.phenotype != phenotype:
        return ()
    return (found.row,)


def _own_score(
    knowledge: Knowledge, enzyme: FunctionalClass, rules: tuple[BodyPhenotype, ...]
) -> tuple[str, float | None]:
    """Phenotype and score with the body's own activity values, where it has such."""
    own = {rule.value: float(rule.becomes) for rule in rules if rule.by == "allele"}
    if not own.keys() & set(enzyme.alleles):
        return enzyme.phenotype, enzyme.score
    score = activity_score(knowledge, enzyme.gene, enzyme.alleles, own)
    return phenotype_of_score(knowledge, enzyme.gene, score), score


def _applies(rule: BodyPhenotype, enzyme: FunctionalClass, score: float | None) -> bool:
    if rule.by == "phenotype":
        return enzyme.phenotype == rule.value
    if rule.by == "functions":
        return " + ".join(enzyme.functions) == rule.value
    if rule.by == "score":
        return score is not None and score in _interval(rule.value)
    return False


@lru_cache(maxsize=256)
def _interval(text: str) -> Interval:
    return Interval.parse(text)


def _find(
    knowledge: Knowledge, table: StatementTable, enzymes: Mapping[str, FunctionalClass]
) -> Iterator[Finding]:
    """The table's findings: one a row that matches, or one that says why none does."""
    tested = {gene: enzymes.get(gene, NOT_TESTED) for gene in table.genes}
    classes = [body_class(knowledge, table.body, enzyme) for enzyme in tested.values()]
    wanted = [_keys(table, place, each) for place, each in enumerate(classes)]
    rows = tuple(dict.fromkeys(row for own in classes for row in own.rows))
    head = (table.body, table.document, table.year, table.genes)
    for keys in product(*wanted):
        if keys in table.rows:
            for row in table.rows[keys]:
                about = row.statement, _kind(row), table.advises
                yield Finding(*head, keys, row, *about, (row.row, *rows))
            return
    kind, said = _silence(table, tested, classes)
    keys = tuple(own[0] for own in wanted)
    yield Finding(*head, keys, None, said, kind, table.advises, rows)


def _keys(table: StatementTable, place: int, own: BodyClass) -> tuple[str, ...]:
    """The keys that a class matches in a table, the most specific one first."""
    if own.why:
        return (NO_CLASS, ANY)
    if not own.phenotype:
        return (NO_RESULT, ANY)
    if not table.by_score[place]:
        return (own.phenotype, ANY)
    if own.score is None:
        return (NO_SCORE if own.phenotype == INDETERMINATE else own.phenotype, ANY)
    ranges = (key for key, scores in table.ranges[place].items() if own.score in scores)
    return (f"{own.score:g}", *ranges, ANY)


def _kind(row: Statement) -> Kind:
    if row.actions == (SILENT,):
        return "silent"
    return "no recommendation" if row.actions == (NO_RECOMMENDATION,) else "advice"


def _silence(
    table: StatementTable, tested: Mapping[str, FunctionalClass], classes: list[BodyClass]
) -> tuple[Kind, str]:
    """Why there is no statement: not tested, not known and not covered are different things."""
    name = " ".join(filter(None, (table.body, table.document)))
    genes = " and ".join(table.genes)
    missing = [gene for gene, enzyme in tested.items() if not enzyme.phenotype]
    if missing:
        why = "; ".join(_unread(gene, tested[gene].status) for gene in missing)
        return "not tested", f"What {name} says depends on {genes}: {why}."
    unknown = [gene for gene, enzyme in tested.items() if enzyme.phenotype == INDETERMINATE]
    if unknown:
        why = "; ".join(f"{gene} {tested[gene].name}".strip() for gene in unknown)
        said = f"{name} says nothing where a function or a number of copies is not known: {why}."
        return "unknown function", said
    without = [own.why for own in classes if own.why]
    if without:
        return "no class", f"{name} says nothing here: {'; '.join(without)}."
    if any(by and own.score is None for by, own in zip(table.by_score, classes, strict=True)):
        return "no score", f"{name} goes by the activity score of {genes}, which is not known."
    keys = " and ".join(
        f"{gene} {own.phenotype}" for gene, own in zip(table.genes, classes, strict=True)
    )
    said = f"{name} has no statement for {keys} in this release; nothing is advised or ruled out."
    return "no row", said


def _unread(gene: str, status: str) -> str:
    """Why there is no result of a gene, in words."""
    if status == "invalid":
        return f"the {gene} result cannot be read"
    if status == "ambiguous":
        return f"the {gene} result can be read in more than one way"
    return f"{gene} is not tested"
