"""What a compiled release of the knowledge base looks like to the science.

Plain, immutable records; `pgx.knowledge` makes them from a release's rows. A
number never travels without its source and confidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Confidence = Literal["verified", "recalled", "calibrated", "illustrative"]
# Why two bodies give different advice; or that they agree, or that one of them is silent.
DisagreementKind = Literal[
    "agree",
    "dose form",
    "evidence cut-off",
    "phenotype definition",
    "silent",
    "threshold",
]
# What a study compares: response after eight weeks, remission after twelve.
Outcome = Literal["response", "non-response", "remission", "non-remission"]
# Safety that no gene replaces; what stands between a test and its use; what is not known.
CautionKind = Literal["caution", "barrier", "unknown"]
# How strongly a medicine inhibits an enzyme, the strongest first.
STRENGTHS = ("strong", "moderate", "weak")
# How a number lies to its band: between the ends, or beyond the only one.
Relation = Literal["within", "above", "below"]
# C: used to fit the model, so a pass is no evidence; O: not used; the others need no data.
Use = Literal["C", "O", "by construction", "exact", "numerical"]
# From the strongest to the weakest; of two words the weaker stands.
CONFIDENCES: tuple[Confidence, ...] = ("verified", "recalled", "calibrated", "illustrative")


@dataclass(frozen=True)
class Number:
    """One value of the knowledge base with the row that says where it comes from."""

    row: str  # table/key
    value: float
    unit: str
    reference: str
    confidence: Confidence
    meaning: str = ""
    sd: float | None = None


@dataclass(frozen=True)
class Allele:
    """One allele of a marker: literature name, plus-strand letter, other names, function."""

    allele: str
    plus: str
    aliases: tuple[str, ...]
    function: str
    row: str
    activity: float | None = None  # the smallest that the table allows; None where unknown
    at_least: bool = False  # whether the table gives the activity as a lower bound
    table_version: str = ""


@dataclass(frozen=True, eq=False)
class Marker:
    """A place in a gene that is genotyped: an rsID, a length polymorphism, a star-allele locus.

    Compared by identity: it is made once a release.
    """

    marker: str
    gene: str
    kind: Literal["snp", "length", "star"]
    palindromic: bool
    used_in_model: bool
    why_not_modelled: str
    evidence_grade: str
    functional_effect: str
    aliases: tuple[str, ...]
    reference: str
    confidence: Confidence
    alleles: tuple[Allele, ...]
    chromosome: str = ""
    row: str = ""
    grch38_position: str = ""
    position_confidence: Confidence = "recalled"

    @cached_property
    def by_allele(self) -> Mapping[str, Allele]:
        """Alleles by their literature name."""
        return {allele.allele: allele for allele in self.alleles}


@dataclass(frozen=True)
class Interval:
    """A range of numbers; `high` None means no upper bound.

    >>> 2.25 in Interval.parse(">2.25"), 2.5 in Interval.parse("(2.25, 2.5]")
    (False, True)
    """

    low: float
    high: float | None
    with_low: bool
    with_high: bool

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read "(2.25, 2.5]" or ">2.25"; ValueError where the text is neither."""
        if text.startswith(">"):
            return cls(float(text[1:]), None, with_low=False, with_high=False)
        low, high = text[1:-1].split(",")
        return cls(float(low), float(high), text[0] == "[", text[-1] == "]")

    def __contains__(self, number: float) -> bool:
        above = number >= self.low if self.with_low else number > self.low
        if self.high is None:
            return above
        return above and (number <= self.high if self.with_high else number < self.high)


@dataclass(frozen=True)
class ScoreRange:
    """Activity scores that are one phenotype."""

    scores: Interval
    phenotype: str
    row: str


@dataclass(frozen=True)
class PairPhenotype:
    """The phenotype of two allele functions."""

    phenotype: str
    row: str


@dataclass(frozen=True)
class CoMedication:
    """One thing that a medicine does beside a drug; a medicine can have several.

    `enzyme` names several for an inducer, with semicolons between.
    """

    name: str
    effect: Literal["inhibitor", "inducer", "mao_inhibitor", "serotonergic", "qt"]
    enzyme: str
    strength: str  # of an inhibitor: one of STRENGTHS
    note: str
    row: str
    reference: str
    confidence: Confidence


@dataclass(frozen=True)
class Conversion:
    """What an inhibitor of a strength makes of a phenotype, or of an activity score."""

    gene: str
    strength: str
    converts_from: str  # a phenotype, or "any"
    converts_to: str  # empty where the score decides, or where nothing changes
    score_factor: float | None
    rule: str
    row: str
    reference: str
    confidence: Confidence

    @property
    def acts(self) -> bool:
        """Whether it changes anything: a weak inhibitor does not, and is only named."""
        return bool(self.converts_to) or self.score_factor not in (None, 1)

    @property
    def number(self) -> Number:
        """The rule as a source of a level: its factor, or 1 where a rule without one was used."""
        unit = "rule" if self.score_factor is None else "factor on the activity score"
        value = 1.0 if self.score_factor is None else self.score_factor
        meaning = f"phenoconversion, {self.strength} inhibitor of {self.gene}: {self.rule}"
        return Number(self.row, value, unit, self.reference, self.confidence, meaning)


@dataclass(frozen=True)
class BodyPhenotype:
    """Where a body classes a result otherwise than the standard tables do."""

    body: str
    gene: str
    by: Literal["phenotype", "functions", "score", "allele"]
    value: str
    becomes: str
    note: str
    row: str


@dataclass(frozen=True)
class Binding:
    """How strongly a ligand binds a target, and what it does there."""

    target: str
    action: str
    constant: Number  # nM


@dataclass(frozen=True)
class Ligand:
    """The parent drug or its active metabolite: what it binds, and its analyte name."""

    ligand: str
    binding: tuple[Binding, ...]


@dataclass(frozen=True)
class Drug:
    """A drug with its kinetics, its ligands (parent first) and its codes."""

    drug: str
    name: str
    kind: Literal["antidepressant", "probe", "rapid"]
    drug_class: str
    aliases: tuple[str, ...]
    rxcui: str
    pgp_substrate: bool
    range_analyte: str  # with a "+" where the range is that of parent and metabolite together
    values: Mapping[str, Number]
    ligands: tuple[Ligand, ...]
    schedule: tuple[float, ...] = ()  # days of the doses, of an agent given as single doses
    nonlinear: bool = False  # in life; the model is linear in the dose
    row: str = ""

    @property
    def binding(self) -> tuple[Binding, ...]:
        """Every binding row, of the parent and of the metabolite."""
        return tuple(row for ligand in self.ligands for row in ligand.binding)

    def value(self, quantity: str) -> float:
        """One kinetic value, in the unit of its row; KeyError where the drug has none."""
        return self.values[quantity].value


@dataclass(frozen=True)
class ExposureRatio:
    """Mean level of a genotype group over that of normal metabolizers."""

    drug: str
    gene: str
    phenotype: str
    functions: tuple[str, ...]  # empty: any diplotype of this phenotype
    analyte: str
    ratio: Number


@dataclass(frozen=True)
class Modifier:
    """A genotype that changes the mechanism: what is counted, and what the reference has."""

    modifier: str
    gene: str
    marker: str
    counted_allele: str
    rule: Literal["count", "homozygous"]
    reference_count: int
    lambda_symptoms: Number
    meaning: str
    row: str = ""


@dataclass(frozen=True)
class Association:
    """A published association of a variant with an outcome, as its authors print it."""

    association: str
    gene: str
    variant: str
    contrast: str
    outcome: str
    drug: str
    population: str
    odds_ratio: float | None  # None where another measure, or none, is published
    low: float | None  # of the 95 % interval
    high: float | None
    p_value: str
    n: str
    note: str
    reference: str
    confidence: Confidence
    row: str


@dataclass(frozen=True)
class EvidenceTarget:
    """The association that a modifier's effect can be solved for (model.md 8).

    The odds of the outcome with `count` over those with `against`; the effect stands for the
    parameters `symbols` together, and is looked for between `low` and `high`.
    """

    modifier: str
    association: Association
    outcome: Outcome
    count: int
    against: int
    symbols: tuple[str, ...]
    low: float
    high: float
    null: Association | None  # a meta-analysis that found no association
    caveat: str
    row: str


@dataclass(frozen=True)
class SideWeight:
    """How much of a side-effect domain a target carries."""

    domain: str
    target: str
    weight: Number


@dataclass(frozen=True)
class Statement:
    """What a guideline body says for one drug and the phenotypes of one or two genes."""

    row: str
    body: str
    document: str  # of a body that speaks in several; else empty
    year: str  # in the source's words: some have no year
    drug: str
    genes: tuple[str, ...]
    keys: tuple[str, ...]
    actions: tuple[str, ...]
    statement: str
    implication: str
    strength: str
    condition: str  # age, dose form, indication; empty where there is none
    dose_form: str
    start_change_pct: str
    maintenance_change_pct: str
    max_dose_mg: float | None
    reference: str
    confidence: Confidence


@dataclass(frozen=True)
class StatementTable:
    """The rows of one body and document for one drug and the same genes, by their keys."""

    body: str
    document: str
    year: str
    drug: str
    genes: tuple[str, ...]
    rows: Mapping[tuple[str, ...], tuple[Statement, ...]]

    @cached_property
    def ranges(self) -> tuple[Mapping[str, Interval], ...]:
        """For each gene the keys that are ranges of scores."""
        keys = [{row[place] for row in self.rows} for place in range(len(self.genes))]
        return tuple(
            {key: Interval.parse(key) for key in sorted(each) if key.startswith(">")}
            for each in keys
        )

    @cached_property
    def by_score(self) -> tuple[bool, ...]:
        """For each gene whether its keys are activity scores."""
        return tuple(bool(each) for each in self.ranges)

    @cached_property
    def advises(self) -> bool:
        """Whether any row changes something or says to start as usual."""
        without = {("no recommendation",), ("silent",)}
        return any(row.actions not in without for rows in self.rows.values() for row in rows)


@dataclass(frozen=True)
class Disagreement:
    """How the bodies split for a drug, a gene and a phenotype, as the dossier tells it."""

    drug: str
    gene: str
    phenotype: str
    kind: DisagreementKind
    drugs: tuple[str, ...]
    panels: tuple[str, ...]
    teaching_point: str
    why_not_computed: str
    row: str


@dataclass(frozen=True)
class Caution:
    """A sentence that stands beside an answer, whatever the genotypes say.

    `about` names what it is shown with: drugs, classes, genes, effects of co-medications,
    `any` or `under_25`.
    """

    caution: str
    kind: CautionKind
    about: tuple[str, ...]
    text: str
    reference: str
    confidence: Confidence
    row: str


@dataclass(frozen=True)
class Observation:
    """A number that the whole model is held against, and what it takes to compute it.

    `people` and `against` name persons by what differs from the reference patient; `given`
    has what the quantity needs beside them. `low` and `high` are in `unit`.
    """

    number: int
    part: str
    observation: str
    quantity: str
    drugs: tuple[str, ...]
    dose_mg: float | None  # None: the reference dose
    day: float | None
    people: tuple[str, ...]
    against: tuple[str, ...]
    given: Mapping[str, str]
    low: float | None
    high: float | None
    unit: str
    relation: Relation
    dossier: str  # what an independent program gave, with its digits; empty where not printed
    use: Use
    reference: str
    confidence: Confidence
    note: str
    row: str

    @property
    def name(self) -> str:
        """Its place in the validation table: 2a."""
        return f"{self.number}{self.part}"


@dataclass(frozen=True)
class Reference:
    """A source."""

    reference: str
    citation: str
    doi: str
    pmid: str


@dataclass(frozen=True)
class Parameters:
    """The model's parameters: `p.phi_S` is the value, `p.number("phi_S")` the whole row."""

    numbers: Mapping[str, Number]

    def number(self, symbol: str) -> Number:
        """The row of a parameter; KeyError where there is none."""
        return self.numbers[symbol]

    def __getattr__(self, symbol: str) -> float:
        try:
            return self.numbers[symbol].value
        except KeyError:
            raise AttributeError(f"no parameter {symbol}") from None


@dataclass(frozen=True, eq=False)
class Knowledge:
    """A compiled release. Compared by identity: it is made once a process."""

    version: str
    sha256: str
    parameters: Parameters
    genes: Mapping[str, str]  # gene -> role: exposure or mechanism
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
