"""The published layer: what guideline bodies say, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pgx.assessments.splits_wording import bodies_on
from pgx.science.guideline import ANY, Kind
from pgx.science.knowledge import Confidence, DisagreementKind
from pgx.science.recommendation import Category


@dataclass(frozen=True)
class FindingAnswer:
    """What a guideline body says on one gene or pair of genes."""

    body: str
    """Who says it: CPIC, DPWG or FDA."""
    document: str
    """Which of the body's documents, where it speaks in several; else empty."""
    year: str
    """When, as the source has it; empty where there is no table."""
    genes: list[str]
    """The genes that it speaks of."""
    keys: list[str]
    """The phenotype or score under which it was looked up, gene by gene."""
    kind: Kind
    """Advice, or one of the ways in which there is none."""
    says: str
    """What it says, in Raphe's wording."""
    condition: str
    """What else must hold: age, dose form, indication; empty where nothing must."""
    implication: str
    """What the phenotype means for the drug, as the body sees it; empty where not said."""
    actions: list[str]
    """What it asks for, in the words of Raphe's vocabulary, such as `lower start`."""
    strength: str
    """How strongly, in the body's own words; empty where there is no row."""
    reference: str
    """Key of the reference; empty where there is no row."""
    citation: str
    """The reference in words; empty where there is no row."""
    confidence: Confidence | Literal[""]
    """How sure Raphe is of its source; empty where there is no row."""
    rows: list[str]
    """Addresses of the knowledge rows that it rests on, the statement first."""

    @property
    def label(self) -> str:
        """Who says it, when, and of which genes; some statements hold for any."""
        said = " ".join(filter(None, (self.body, self.document, self.year)))
        return ", ".join(filter(None, (said, " + ".join(g for g in self.genes if g != ANY))))

    @property
    def says_when(self) -> str:
        """What is said, with the condition under which it holds."""
        return f"{self.says} ({self.condition})" if self.condition else self.says


@dataclass(frozen=True)
class SplitAnswer:
    """How the bodies differ on a gene for this drug, in one of six words."""

    genes: list[str]
    """The gene or pair of genes."""
    kind: DisagreementKind
    """Why they differ; or that they agree, or that one of them is silent."""
    teaching_point: str = ""
    """What the difference teaches; empty where nothing is noted."""
    row: str = ""
    """Address of the knowledge row of the teaching point; empty where there is none."""

    @property
    def says(self) -> str:
        """How they differ, as a sentence."""
        return bodies_on(self.genes, self.kind)


@dataclass(frozen=True)
class RecommendationAnswer:
    """The published layer: category by the leading body, every finding, how bodies differ."""

    category: Category
    """What the published layer amounts to. The model never changes it."""
    headline: str
    """The category's reason in one sentence."""
    strength: str
    """How strongly the leading body says it, in its own words; empty without one."""
    leading: FindingAnswer | None
    """The finding that sets category and headline; null where no finding does."""
    findings: list[FindingAnswer]
    """Every finding of every body, the leading one among them."""
    splits: list[SplitAnswer]
    """How the bodies differ, gene by gene."""

    @property
    def others(self) -> list[FindingAnswer]:
        """What is said beside the leading finding, by every body in turn."""
        return [each for each in self.findings if each != self.leading]
