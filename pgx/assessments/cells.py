"""A cell of the disagreement map: what the bodies say of a drug, a gene and a phenotype.

Where a body tells more apart than the phenotype does (activity scores, pairs of functions), the
cell has several variants.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from pgx.science.disagreement import Position, kind_among, positions_of
from pgx.science.dossier import TOGETHER, Genes
from pgx.science.guideline import Finding, look_up
from pgx.science.knowledge import DisagreementKind, Knowledge
from pgx.science.phenotypes import FunctionalClass

Classes = Mapping[str, FunctionalClass]
# What a body does: asks for a change, asks for one in one document and not in another, asks for
# none, has no row for this phenotype, speaks of one of the genes and not of both, has nothing.
Mark = Literal["asks", "divided", "none", "no row", "apart", "silent"]
ACTING = {"asks", "divided"}


@dataclass(frozen=True)
class Variant:
    """Classes of which the bodies say the same, and how they split on them."""

    classes: tuple[Classes, ...]
    kind: DisagreementKind
    positions: tuple[Position, ...]

    @property
    def speaking(self) -> int:
        """How many bodies say anything."""
        return sum(bool(each.rows) for each in self.positions)

    def scores(self, gene: str) -> tuple[float, ...]:
        """The activity scores of a gene here; empty for one that goes by function."""
        own = (each[gene].score for each in self.classes if gene in each)
        return tuple(dict.fromkeys(score for score in own if score is not None))

    def functions(self, gene: str) -> tuple[str, ...]:
        """The pairs of functions of a gene here; empty for one that goes by score."""
        own = (" + ".join(each[gene].functions) for each in self.classes if gene in each)
        return tuple(dict.fromkeys(filter(None, own)))


@dataclass(frozen=True)
class Cell:
    """A drug, a gene (or genes seen together) and a phenotype."""

    drug: str
    genes: Genes
    phenotype: str
    variants: tuple[Variant, ...]

    @property
    def gene(self) -> str:
        """The gene, or the genes with a plus between."""
        return TOGETHER.join(self.genes)

    @property
    def key(self) -> str:
        """Its name, written as in the table `disagreements`."""
        return "|".join((self.drug, self.gene, self.phenotype))

    @cached_property
    def kinds(self) -> tuple[DisagreementKind, ...]:
        """How the bodies split; several where it depends on what the phenotype hides."""
        return tuple(dict.fromkeys(each.kind for each in self.variants))

    @cached_property
    def marks(self) -> tuple[tuple[str, tuple[Mark, ...]], ...]:
        """Each body with what it does; with several where the variants differ."""
        columns = zip(*(each.positions for each in self.variants), strict=True)
        return tuple((own[0].body, tuple(dict.fromkeys(map(mark, own)))) for own in columns)

    @property
    def differs(self) -> bool:
        """Whether the bodies that speak split, and one of them asks for a change."""
        asked = {each for _body, own in self.marks for each in own}
        return bool(set(self.kinds) - {"agree", "silent"} and asked & ACTING)

    @property
    def has_silence(self) -> bool:
        """Whether a guideline body is silent."""
        positions = (each for variant in self.variants for each in variant.positions)
        return any(each.is_guideline and mark(each) == "silent" for each in positions)


def mark(position: Position) -> Mark:
    """What a body does."""
    if position.is_silent:
        return "apart" if position.apart else "silent"
    if position.acts:
        return "divided" if position.contradicts_itself else "asks"
    return "none" if position.rows else "no row"


def make_cell(
    knowledge: Knowledge, drug: str, genes: Genes, phenotype: str, classes: Iterable[Classes]
) -> Cell:
    """The cell of these classes; those of which all bodies say the same are one variant."""
    found: dict[object, Variant] = {}
    for each in classes:
        positions = positions_of(knowledge, look_up(knowledge, drug, each), genes, each)
        kind = kind_among(positions)
        name = (kind, *map(_words, positions))
        known = found.get(name, Variant((), kind, positions))
        found[name] = _with(known, each, positions)
    return Cell(drug, genes, phenotype, tuple(found.values()))


def _with(known: Variant, classes: Classes, positions: tuple[Position, ...]) -> Variant:
    """The variant with one more class, and the rows that it rests on."""
    merged = (
        replace(old, findings=_once((*old.findings, *new.findings)))
        for old, new in zip(known.positions, positions, strict=True)
    )
    return replace(known, classes=(*known.classes, classes), positions=tuple(merged))


def _once(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple({(each.document, each.keys, each.rows[:1]): each for each in findings}.values())


def _words(position: Position) -> tuple[object, ...]:
    """What a body says, whatever the key under which it stands."""
    return (mark(position), *((f.document, f.genes, f.kind, *said(f)) for f in position.findings))


def said(finding: Finding) -> tuple[object, ...]:
    """What a finding says, without the key under which it stands; empty where it has no row."""
    row = finding.statement
    return (row.statement, row.actions, row.condition, row.strength) if row else ()
