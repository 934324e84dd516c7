"""The tables of the knowledge base: one model a table, one field a column.

A file in fixtures/knowledge has exactly these columns. Every value has a `reference`
and one of four confidences.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from pgx.science.knowledge import Confidence

Text = Annotated[str, Field(min_length=1)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Fraction = Annotated[float, Field(ge=0, le=1)]


def _empty_as_none(value: Any) -> Any:
    return None if value == "" else value


def _split(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _yes_no(value: Any) -> Any:
    return {"yes": True, "no": False}.get(value, value)


OptionalPositive = Annotated[Positive | None, BeforeValidator(_empty_as_none)]
OptionalFinite = Annotated[Finite | None, BeforeValidator(_empty_as_none)]
Words = Annotated[tuple[str, ...], BeforeValidator(_split), PlainSerializer("; ".join)]
YesNo = Annotated[
    bool, BeforeValidator(_yes_no), PlainSerializer(lambda value: "yes" if value else "no")
]


class Table(BaseModel):
    """A row of a table; `KEY` are the columns that together name it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    KEY: ClassVar[tuple[str, ...]]

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


class GeneRow(Table):
    """A gene, and whether it acts on exposure or on the mechanism."""

    KEY = ("gene",)
    gene: Text
    name: Text
    role: Literal["exposure", "mechanism"]
    hgnc_id: Annotated[str, Field(pattern=r"^HGNC:\d+$")]


class MarkerRow(Sourced):
    """A marker of a gene."""

    KEY = ("marker",)
    marker: Text
    gene: Text
    kind: Literal["snp", "length", "star"]
    rsid: Annotated[str, Field(pattern=r"^(rs\d+)?$")]
    gene_strand: Literal["+", "-"]
    palindromic: YesNo
    used_in_model: YesNo
    evidence_grade: Text
    functional_effect: Text
    aliases: Words


class AlleleRow(Sourced):
    """An allele of a marker, by its literature name and its plus-strand letter."""

    KEY = ("marker", "allele")
    marker: Text
    allele: Text
    plus: Annotated[str, Field(pattern=r"^[ACGT]*$")]
    aliases: Words
    function: str
    table_version: str


class PhenotypeRow(Sourced):
    """Two allele functions and the metabolizer phenotype they give."""

    KEY = ("gene", "function_1", "function_2")
    gene: Text
    function_1: Text
    function_2: Text
    phenotype: Text
    table_version: Text


class DrugRow(Sourced):
    """A drug and its codes; its numbers are in `drug_values`."""

    KEY = ("drug",)
    drug: Text
    name: Text
    kind: Literal["antidepressant", "probe", "rapid"]
    drug_class: Text
    aliases: Words
    rxcui: Annotated[str, Field(pattern=r"^\d*$")]
    atc_code: str
    active_metabolite: str
    pgp_substrate: YesNo
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

    KEY = ("drug", "gene", "phenotype", "functions", "analyte")
    drug: Text
    gene: Text
    phenotype: Text
    functions: Annotated[
        tuple[str, ...],
        BeforeValidator(lambda v: v.split(" + ") if isinstance(v, str) and v else v or ()),
        PlainSerializer(" + ".join),
    ]
    analyte: Text
    ratio: Positive
    sd_ln: Positive
    ci_low: OptionalPositive
    ci_high: OptionalPositive
    n: str
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


class StatementRow(Sourced):
    """A guideline statement for one drug and the keys of one or two genes."""

    KEY = ("body", "drug", "gene_1", "key_1", "gene_2", "key_2")
    body: Text
    year: int
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
    population: Text


class FrequencyRow(Sourced):
    """Frequency of an allele in a group of samples."""

    KEY = ("marker", "allele", "group")
    marker: Text
    allele: Text
    group: Text
    frequency: Fraction
    note: str


TABLES: dict[str, type[Table]] = {
    "references": ReferenceRow,
    "genes": GeneRow,
    "markers": MarkerRow,
    "alleles": AlleleRow,
    "phenotypes": PhenotypeRow,
    "drugs": DrugRow,
    "drug_values": DrugValueRow,
    "binding": BindingRow,
    "exposure_ratios": ExposureRatioRow,
    "parameters": ParameterRow,
    "modifiers": ModifierRow,
    "guideline_statements": StatementRow,
    "allele_frequencies": FrequencyRow,
}
