"""A compiled release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pgx.science.knowledge.co_medications import CoMedication, Conversion
from pgx.science.knowledge.drugs import Drug, ExposureRatio, SideWeight
from pgx.science.knowledge.evidence import Caution, CautionKind, EvidenceTarget, Observation
from pgx.science.knowledge.genetics import Marker, Modifier, PairPhenotype, ScoreRange
from pgx.science.knowledge.guideline import BodyPhenotype, Disagreement, Statement, StatementTable
from pgx.science.knowledge.numbers import Parameters, Reference


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A compiled release. Compared by identity: it is made once a process."""

    version: str
    sha256: str
    parameters: Parameters
    genes: Mapping[str, str]  # gene -> role: exposure or mechanism
    gene_names: Mapping[str, str]  # gene -> what it makes, in words
    markers: Mapping[str, Marker]
    drugs: Mapping[str, Drug]
    exposure_ratios: tuple[ExposureRatio, ...]
    modifiers: Mapping[str, Modifier]
    side_weights: tuple[SideWeight, ...]
    phenotypes: Mapping[tuple[str, frozenset[str]], PairPhenotype]  # by gene and functions
    activity_scores: Mapping[str, tuple[ScoreRange, ...]]  # by gene
    bodies: Mapping[str, str]  # body -> role: guideline or regulator
    body_phenotypes: tuple[BodyPhenotype, ...]
    statements: tuple[Statement, ...]
    disagreements: tuple[Disagreement, ...]
    cautions: tuple[Caution, ...]
    evidence_targets: Mapping[str, EvidenceTarget]  # by modifier
    frequencies: Mapping[str, Mapping[str, Mapping[str, float]]]  # group, marker, allele
    references: Mapping[str, Reference]

    def __repr__(self) -> str:
        """A release in an error message: what it holds would fill a book."""
        return f"Knowledge({self.version!r}, {self.sha256[:8]!r})"

    co_medications: tuple[CoMedication, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    observations: tuple[Observation, ...] = ()

    @cached_property
    def statement_tables(self) -> Mapping[tuple[str, str], tuple[StatementTable, ...]]:
        """Body and drug -> its tables, in the order of the release."""
        groups: dict[tuple[str, ...], dict[tuple[str, ...], list[Statement]]] = {}
        genes: dict[tuple[str, ...], tuple[str, ...]] = {}
        for row in self.statements:
            name = (row.body, row.drug, row.document, row.year, *row.genes)
            genes[name] = row.genes
            groups.setdefault(name, {}).setdefault(row.keys, []).append(row)
        tables: dict[tuple[str, str], tuple[StatementTable, ...]] = {}
        for name, found in groups.items():
            body, drug, document, year = name[:4]
            rows = {keys: tuple(each) for keys, each in found.items()}
            table = StatementTable(body, document, year, drug, genes[name], rows)
            tables[body, drug] = (*tables.get((body, drug), ()), table)
        return tables

    @cached_property
    def own_classes(self) -> Mapping[tuple[str, str], tuple[BodyPhenotype, ...]]:
        """Body and gene -> where the body classes otherwise."""
        found: dict[tuple[str, str], tuple[BodyPhenotype, ...]] = {}
        for row in self.body_phenotypes:
            found[row.body, row.gene] = (*found.get((row.body, row.gene), ()), row)
        return found

    def cautions_about(self, kind: CautionKind, *names: str) -> tuple[Caution, ...]:
        """The cautions of a kind about any of these names, in the order of the release."""
        wanted = set(names)
        return tuple(
            each
            for each in self.cautions
            if each.kind == kind and not wanted.isdisjoint(each.about)
        )

    @cached_property
    def enzymes(self) -> tuple[str, ...]:
        """Genes whose phenotype changes exposure."""
        return tuple(gene for gene, role in self.genes.items() if role == "exposure")
