"""The tables of the knowledge base: one model a table, one field a column.

A file in fixtures/knowledge has exactly these columns. Every value has a `reference`
and one of four confidences.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PrivateAttr,
)

from pgx.science.knowledge import Confidence, DisagreementKind

LONGEST_KEY = 500  # characters; PostgreSQL's index takes 2,700 bytes

Text = Annotated[str, Field(min_length=1)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
# -0.0 becomes 0.0: PostgreSQL keeps no negative zero, and the hash would differ.
NoMinusZero = AfterValidator(lambda value: value + 0.0)
Finite = Annotated[float, Field(allow_inf_nan=False), NoMinusZero]
Fraction = Annotated[float, Field(ge=0, le=1), NoMinusZero]


def _empty_as_none(value: Any) -> Any:
    return None if value == "" else value


def _split(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _yes_no(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value)


OptionalPositive = Annotated[Positive | None, BeforeValidator(_empty_as_none)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False), NoMinusZero]
OptionalNotNegative = Annotated[NotNegative | None, BeforeValidator(_empty_as_none)]
OptionalFinite = Annotated[Finite | None, BeforeValidator(_empty_as_none)]
Words = Annotated[tuple[str, ...], BeforeValidator(_split), PlainSerializer("; ".join)]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no), PlainSerializer(lambda value: "yes" if value else "no")
]


class Table(BaseModel):
    """A row of a table; `KEY` are the columns that together name it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    KEY: ClassVar[tuple[str, ...]]
    _line: int = PrivateAttr(default=0)

    @property
    def line(self) -> int:
        """The line of its file on which the row starts; 0 where it comes from no file."""
        return self._line

    def at(self, line: int) -> Self:
        """The same row, which knows its line."""
        self._line = line
        return self

    @property
    def key(self) -> str:
        """The row's name inside its table."""
        parts = [getattr(self, column) for column in self.KEY]
        return "|".join("; ".join(part) if isinstance(part, tuple) else str(part) for part in parts)


class Sourced(Table):
    """A row with a source and a confidence."""

    reference: Text
    confidence: Confidence


class ReferenceRow(Table):
    """A source."""

    KEY = ("reference",)
    reference: Text
    citation: Text
    doi: str
    pmid: str
    where_verified: str


class GeneRow(Sourced):
    """A gene: it acts on exposure, on the modelled mechanism, or is knowledge only."""

    KEY = ("gene",)
    gene: Text
    name: Text
    role: Literal["exposure", "mechanism", "knowledge"]
    hgnc_id: Annotated[str, Field(pattern=r"^HGNC:\d+$")]


class MarkerRow(Sourced):
    """A marker of a gene. Positions and letters are of GRCh38's plus strand."""

    KEY = ("marker",)
    marker: Text
    gene: Text
    kind: Literal["snp", "length", "star"]
    rsid: Annotated[str, Field(pattern=r"^(rs\d+)?$")]
    legacy_names: str
    chromosome: Text
    grch38_position: str
    position_confidence: Confidence
    gene_strand: Literal["+", "-"]
    strand_confidence: Confidence
    orientation: Text
    palindromic: YesNo
    used_in_model: YesNo
    why_not_modelled: str
    evidence_grade: Text
    grade_note: str
    cpic_level: str
    clinpgx_level: str
    functional_effect: Text
    primary_effect: str
    aliases: Words
    also: Words


class StarAlleleDefinitionRow(Sourced):
    """The variants that define a common star allele."""

    KEY = ("gene", "allele")
    gene: Text
    allele: Text
    defined_by: str
    legacy_names: str
    chromosome: Text
    grch38_position: str
    plus_ref: str
    plus_alt: str
    functional_effect: Text
    primary_effect: str
    evidence_grade: Text
    cpic_level: str
    clinpgx_level: str
    also: Words
    note: str


class AlleleRow(Sourced):
    """An allele of a marker, by its literature name and its plus-strand letter."""

    KEY = ("marker", "allele")
    marker: Text
    allele: Text
    plus: Annotated[str, Field(pattern=r"^[ACGT]*$")]
    aliases: Words
    function: str
    activity_value: Annotated[str, Field(pattern=r"^(≥?\d+(\.\d+)?|n/a)?$")]
    table_version: str


class PhenotypeRow(Sourced):
    """Two allele functions and the metabolizer phenotype they give."""

    KEY = ("gene", "function_1", "function_2")
    gene: Text
    function_1: Text
    function_2: Text
    phenotype: Text
    table_version: Text


class ActivityScoreRow(Sourced):
    """A range of activity scores and its phenotype; no `high` means no upper bound.

    `bounds` are those of an interval: [ ] with the bound itself, ( ) without it.
    """

    KEY = ("gene", "phenotype")
    gene: Text
    low: NotNegative
    high: OptionalNotNegative
    bounds: Literal["[]", "[)", "(]", "()"]
    phenotype: Text
    table_version: Text


class DrugRow(Sourced):
    """A drug in words; its numbers are in `drug_values`, its codes in `drug_codes`."""

    KEY = ("drug",)
    drug: Text
    name: Text
    kind: Literal["antidepressant", "probe", "rapid"]
    drug_class: Text
    subclass: str
    route: Text
    aliases: Words
    active_metabolite: str
    pgp_substrate: Literal["yes", "no", "unknown"]
    main_enzymes: str
    range_analyte: str
    brain_entry_basis: str
    note: str


class DrugCodeRow(Sourced):
    """A drug's code in a system."""

    KEY = ("drug", "system")
    drug: Text
    system: Literal["RxNorm", "ATC"]
    code: Text
    note: str


class DrugValueRow(Sourced):
    """One number of a drug."""

    KEY = ("drug", "quantity")
    drug: Text
    quantity: Text
    value: Positive
    unit: Text
    note: str


class BindingRow(Sourced):
    """One binding constant of a ligand at a target."""

    KEY = ("ligand", "target")
    ligand: Text
    target: Text
    measure: Literal["Kd", "Ki", "IC50", "EC50"]
    relation: Literal["=", ">", "<", "~"]
    value: Positive
    unit: Literal["nM"]
    action: Literal["inhibitor", "agonist", "partial agonist", "antagonist", "weak", "none"]
    note: str


class ExposureRatioRow(Sourced):
    """Mean level of a phenotype group over that of normal metabolizers."""

    KEY = ("drug", "gene", "phenotype", "functions", "analyte", "metric", "reference")
    drug: Text
    gene: Text
    phenotype: Text
    functions: Annotated[
        tuple[str, ...],
        BeforeValidator(lambda v: v.split(" + ") if isinstance(v, str) and v else v or ()),
        PlainSerializer(" + ".join),
    ]
    analyte: Text
    metric: Text
    ratio: Positive
    sd_ln: OptionalPositive
    ci_low: OptionalPositive
    ci_high: OptionalPositive
    n: str
    used_in_model: YesNo
    note: str


class ParameterRow(Sourced):
    """A parameter of the model."""

    KEY = ("symbol",)
    symbol: Text
    value: Finite
    sd: OptionalPositive
    unit: Text
    meaning: Text


class ModifierRow(Sourced):
    """A genotype that changes the mechanism."""

    KEY = ("modifier",)
    modifier: Text
    gene: Text
    marker: Text
    counted_allele: Text
    rule: Literal["count", "homozygous"]
    reference_count: Annotated[int, Field(ge=0, le=2)]
    lambda_symptoms: Fraction
    meaning: Text


class BodyRow(Sourced):
    """A body whose statements are shown: it writes guidelines, or it is a regulator."""

    KEY = ("body",)
    body: Text
    name: Text
    role: Literal["guideline", "regulator"]


class StatementRow(Sourced):
    """What a body says for one drug and the keys of one or two genes.

    A key is a phenotype, an activity score, a range of scores (">2.25"), "n/a" (no score is
    known), "No Result" or "any". `condition` is what else must hold: age, form, indication.
    """

    KEY = ("body", "document", "drug", "gene_1", "key_1", "gene_2", "key_2", "condition")
    body: Text
    document: str
    year: str
    drug: Text
    gene_1: Text
    key_1: Text
    gene_2: str
    key_2: str
    actions: Words
    start_change_pct: str
    maintenance_change_pct: str
    max_dose_mg: OptionalPositive
    statement: Text
    implication: str
    strength: Text
    condition: str
    dose_form: str
    note: str


class BodyPhenotypeRow(Sourced):
    """Where a body classes a result otherwise than the standard tables do.

    `by` says what `value` is: a standard phenotype, a pair of functions, an interval of
    scores, or an allele whose activity value (`becomes`) is the body's own.
    """

    KEY = ("body", "gene", "by", "value")
    body: Text
    gene: Text
    by: Literal["phenotype", "functions", "score", "allele"]
    value: Text
    becomes: Text
    note: str


class DisagreementRow(Sourced):
    """What the bodies say of a drug, a gene and a phenotype, side by side, and how they split.

    `panels` are genotypes for which the same is computed from the rows.
    """

    KEY = ("drug", "gene", "phenotype")
    drug: Text
    gene: Text
    phenotype: Text
    kind: DisagreementKind
    drugs: Words
    panels: Words
    cpic: Text
    dpwg: Text
    fda: Text
    teaching_point: Text
    why_not_computed: str


class FrequencyRow(Sourced):
    """Frequency of an allele in a group of samples."""

    KEY = ("marker", "allele", "group")
    marker: Text
    allele: Text
    group: Text
    frequency: Fraction
    note: str


class SideEffectWeightRow(Sourced):
    """Weight of a target in a domain of side effects."""

    KEY = ("domain", "target")
    domain: Text
    target: Text
    weight: Fraction


class StarAlleleFrequencyRow(Sourced):
    """Frequency of a star allele in a biogeographical group."""

    KEY = ("gene", "allele", "group")
    gene: Text
    allele: Text
    group: Text
    frequency: Fraction
    n_subjects: Annotated[int | None, Field(gt=0), BeforeValidator(_empty_as_none)]
    n_studies: Annotated[int | None, Field(gt=0), BeforeValidator(_empty_as_none)]


class HaplotypeFrequencyRow(Sourced):
    """Frequency of a 5-HTTLPR and rs25531 haplotype; `high` where the source gives a range.

    Rows to `draw` are the working values with which people are invented.
    """

    KEY = ("group", "haplotype")
    group: Text
    purpose: Literal["draw", "observed"]
    haplotype: Literal["La", "Lg", "Sa", "Sg", "XL", "L"]
    frequency: Fraction
    high: Annotated[Fraction | None, BeforeValidator(_empty_as_none)]
    n: str
    note: str


class AssociationRow(Sourced):
    """A published association of a variant with an outcome."""

    KEY = ("association",)
    association: Text
    gene: Text
    variant: str
    contrast: str
    outcome: Text
    drug: str
    population: str
    effect_type: str
    estimate: str
    ci_low: OptionalFinite
    ci_high: OptionalFinite
    p_value: str
    n: str
    note: str


class OccupancyRow(Sourced):
    """An occupancy seen in PET, or a parameter fitted to such."""

    KEY = ("occupancy",)
    occupancy: Text
    record: Text
    drug: Text
    dose_mg: str
    target: Text
    quantity: Text
    value: Finite
    unit: Text
    low: OptionalFinite
    high: OptionalFinite
    region: str
    n: str
    note: str


class TimeCourseRow(Sourced):
    """An observation of when something changes."""

    KEY = ("observation",)
    observation: Text
    domain: Text
    what: Text
    species: str
    time_days: str
    value: str
    unit: str
    low: OptionalFinite
    high: OptionalFinite
    use_in_model: str
    note: str


class CoMedicationRow(Sourced):
    """A medicine beside the drug, and what it does to an enzyme or to safety."""

    KEY = ("name", "effect", "enzyme")
    name: Text
    effect: Literal["inhibitor", "inducer", "mao_inhibitor", "serotonergic", "qt"]
    enzyme: str
    strength: Literal["strong", "moderate", "weak", ""]
    note: str


class PhenoconversionRow(Sourced):
    """What an inhibitor of a strength makes of a phenotype, or of an activity score."""

    KEY = ("gene", "strength", "converts_from")
    gene: Text
    strength: Literal["strong", "moderate", "weak"]
    converts_from: Text
    converts_to: str
    score_factor: Annotated[Fraction | None, BeforeValidator(_empty_as_none)]
    rule: Text


class MisconceptionRow(Sourced):
    """A belief, what is true, and the wrong rule of who holds it."""

    KEY = ("misconception",)
    misconception: Annotated[str, Field(pattern=r"^M\d\d$")]
    belief: Text
    truth: Text
    where: Text
    wrong_rule: str
    also: Words


TABLES: dict[str, type[Table]] = {
    "references": ReferenceRow,
    "genes": GeneRow,
    "markers": MarkerRow,
    "alleles": AlleleRow,
    "phenotypes": PhenotypeRow,
    "activity_scores": ActivityScoreRow,
    "drugs": DrugRow,
    "drug_codes": DrugCodeRow,
    "drug_values": DrugValueRow,
    "binding": BindingRow,
    "exposure_ratios": ExposureRatioRow,
    "parameters": ParameterRow,
    "modifiers": ModifierRow,
    "bodies": BodyRow,
    "guideline_statements": StatementRow,
    "body_phenotypes": BodyPhenotypeRow,
    "disagreements": DisagreementRow,
    "allele_frequencies": FrequencyRow,
    "star_allele_definitions": StarAlleleDefinitionRow,
    "star_allele_frequencies": StarAlleleFrequencyRow,
    "sert_haplotype_frequencies": HaplotypeFrequencyRow,
    "side_effect_weights": SideEffectWeightRow,
    "associations": AssociationRow,
    "occupancies": OccupancyRow,
    "time_course": TimeCourseRow,
    "co_medications": CoMedicationRow,
    "phenoconversion": PhenoconversionRow,
    "misconceptions": MisconceptionRow,
}
