"""What the bodies say side by side -> whether they split, and over what.

The kind is computed from the rows alone; the dossier adds what it teaches. A guideline body
that has no table for a gene is silent about it; a regulator's silence says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pgx.science import dossier
from pgx.science.guideline import NO_RECOMMENDATION, SILENT, Finding, body_class, look_up
from pgx.science.knowledge import DisagreementKind, Knowledge, Statement
from pgx.science.phenotypes import FunctionalClass

USUAL_START = "usual start"
GUIDELINE = "guideline"
SPEAKING = ("advice", "no recommendation")
MISSING = ("no table", "silent")
# The column with the number that an action comes with.
NUMBERS = {
    "lower start": "start_change_pct",
    "higher start": "start_change_pct",
    "lower maintenance": "maintenance_change_pct",
    "higher maintenance": "maintenance_change_pct",
    "maximum dose": "max_dose_mg",
}


@dataclass(frozen=True)
class Split:
    """How the bodies differ on a gene, or on several genes together, for a drug."""

    drug: str
    genes: tuple[str, ...]
    kind: DisagreementKind
    teaching_point: str = ""  # the dossier's, where it tells of this drug, gene and phenotype
    row: str = ""


@dataclass(frozen=True)
class Position:
    """What one body says on the genes in question."""

    body: str
    is_guideline: bool
    is_silent: bool
    own_class: bool  # whether it classes the result otherwise than the standard tables
    findings: tuple[Finding, ...]
    apart: bool = False  # whether it speaks of one of several genes, and not of all together

    @property
    def rows(self) -> tuple[Statement, ...]:
        """The statements in which it speaks."""
        return tuple(f.statement for f in self.findings if f.statement and f.kind in SPEAKING)

    @property
    def acts(self) -> bool:
        """Whether it changes anything, if only when needed."""
        return any(changes(row) for row in self.rows)

    @property
    def contradicts_itself(self) -> bool:
        """Whether one document of it changes something where another says to start as usual."""
        acting = {row.document for row in self.rows if changes(row)}
        usual = {row.document for row in self.rows if row.actions == (USUAL_START,)}
        return bool(acting) and bool(usual - acting)


def splits(
    knowledge: Knowledge,
    drug: str,
    findings: tuple[Finding, ...],
    enzymes: Mapping[str, FunctionalClass],
) -> tuple[Split, ...]:
    """How the bodies split on each tested gene of a drug that any of them speaks of.

    On a pair of genes only where the dossier tells of it.
    """
    spoken = {gene for each in findings if each.kind in SPEAKING for gene in each.genes}
    tested = [gene for gene, enzyme in enzymes.items() if enzyme.phenotype and gene in spoken]
    found = []
    for genes in [*((gene,) for gene in tested), *dossier.pairs(knowledge, drug)]:
        kind = kind_of(knowledge, findings, genes, enzymes)
        cell = dossier.cell(knowledge, drug, genes, kind, enzymes)
        if cell:
            found.append(Split(drug, genes, kind, cell.teaching_point, cell.row))
        elif len(genes) == 1:
            found.append(Split(drug, genes, kind))
    return tuple(found)


def compare(
    knowledge: Knowledge,
    drug: str,
    genes: tuple[str, ...],
    enzymes: Mapping[str, FunctionalClass],
) -> DisagreementKind:
    """How the bodies split for a drug on these genes, taken together."""
    return kind_of(knowledge, look_up(knowledge, drug, enzymes), genes, enzymes)


def kind_of(
    knowledge: Knowledge,
    findings: tuple[Finding, ...],
    genes: tuple[str, ...],
    enzymes: Mapping[str, FunctionalClass],
) -> DisagreementKind:
    """The kind of split among findings."""
    return kind_among(positions_of(knowledge, findings, genes, enzymes))


def positions_of(
    knowledge: Knowledge,
    findings: tuple[Finding, ...],
    genes: tuple[str, ...],
    enzymes: Mapping[str, FunctionalClass],
) -> tuple[Position, ...]:
    """What each body says on these genes, in the order of the release."""
    return tuple(_position(knowledge, body, findings, genes, enzymes) for body in knowledge.bodies)


def kind_among(positions: Sequence[Position]) -> DisagreementKind:
    """The kind of split among positions; the first rule that holds decides."""
    guidelines = [each for each in positions if each.is_guideline]
    if any(each.is_silent for each in guidelines):
        return "silent" if _anyone_advises(positions) or _all_silent(guidelines) else "agree"
    if any(each.own_class for each in guidelines) and not _alike(guidelines):
        return "phenotype definition"
    acting = [each for each in positions if each.acts]
    if not acting:
        return "agree"
    if any(each.contradicts_itself for each in acting):
        return "evidence cut-off"
    if not all(each.acts for each in guidelines):
        return "evidence cut-off"
    if len(acting) == len(positions) and any(_by_dose_form(each) for each in acting):
        return "dose form"
    return "agree" if _alike(guidelines) else "threshold"


def changes(row: Statement) -> bool:
    """Whether a statement asks for anything but the usual start."""
    return any(action not in (USUAL_START, NO_RECOMMENDATION, SILENT) for action in row.actions)


def _position(
    knowledge: Knowledge,
    body: str,
    findings: tuple[Finding, ...],
    genes: tuple[str, ...],
    enzymes: Mapping[str, FunctionalClass],
) -> Position:
    own = [each for each in findings if each.body == body]
    asked = tuple(each for each in own if _concerns(each, genes))
    is_silent = all(each.kind in MISSING for each in asked)
    return Position(
        body,
        knowledge.bodies[body] == GUIDELINE,
        is_silent,
        any(_classes_otherwise(knowledge, body, enzymes.get(gene)) for gene in genes),
        asked,
        is_silent and any(_speaks_of_one(each, genes) for each in own),
    )


def _concerns(finding: Finding, genes: tuple[str, ...]) -> bool:
    """A finding on one of them; of several genes together only one that sees them all."""
    return set(genes) <= set(finding.genes)


def _speaks_of_one(finding: Finding, genes: tuple[str, ...]) -> bool:
    return finding.kind in SPEAKING and not set(genes).isdisjoint(finding.genes)


def _classes_otherwise(knowledge: Knowledge, body: str, enzyme: FunctionalClass | None) -> bool:
    if enzyme is None or not enzyme.phenotype:
        return False
    return body_class(knowledge, body, enzyme).phenotype != enzyme.phenotype


def _anyone_advises(positions: Sequence[Position]) -> bool:
    """Whether any body says more than that it has no recommendation."""
    rows = [row for each in positions for row in each.rows]
    return any(row.actions != (NO_RECOMMENDATION,) for row in rows)


def _all_silent(positions: Sequence[Position]) -> bool:
    return all(each.is_silent for each in positions)


def _by_dose_form(position: Position) -> bool:
    return len({row.dose_form for row in position.rows if row.dose_form}) > 1


def _alike(positions: Sequence[Position]) -> bool:
    """Whether all say the same: nothing to change, or the same first action and number."""
    said = {frozenset(_first_changes(each)) for each in positions}
    return len(said) == 1 and all(len(each) <= 1 for each in said)


def _first_changes(position: Position) -> Iterator[tuple[str, str]]:
    """Of each row the first action that changes something, with its number."""
    for row in position.rows:
        first = next((a for a in row.actions if a not in (USUAL_START, NO_RECOMMENDATION)), "")
        number = str(getattr(row, NUMBERS[first])) if first in NUMBERS else ""
        yield first, number
