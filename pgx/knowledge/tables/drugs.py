"""Drugs: kinetics, binding, exposure by phenotype, what is taken beside them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer

from pgx.knowledge.tables.base import (
    Days,
    Fraction,
    Note,
    OptionalPositive,
    Positive,
    Sourced,
    Text,
    Words,
    YesNo,
    empty_as_none,
)


class DrugRow(Sourced):
    """A drug in words; its numbers are in `drug_values`, its codes in `drug_codes`."""

    KEY = ("drug",)
    drug: Text = Field(description="Name in lower case, as a regimen gives it.")
    name: Text = Field(description="Name as it is shown.")
    kind: Literal["antidepressant", "probe", "rapid"] = Field(
        description="`antidepressant` (taken daily), `rapid` (single doses) or `probe` (a research "
        "compound)."
    )
    drug_class: Text = Field(description="Class in which it is listed.")
    subclass: str = Field(description="Finer class.")
    route: Text = Field(description="How it is given.")
    aliases: Words = Field(description="Other names that find it.")
    active_metabolite: str = Field(
        description="Metabolite that the model follows beside it; empty where there is none."
    )
    pgp_substrate: Literal["yes", "no", "unknown"] = Field(
        description="Whether P-glycoprotein carries it out of the brain, as far as is known."
    )
    main_enzymes: str = Field(description="How it is eliminated, the enzymes named, in words.")
    range_analyte: str = Field(
        description="What is measured for the therapeutic range: the drug, or its sum with a "
        "metabolite."
    )
    brain_entry_basis: str = Field(description="What its brain entry rests on.")
    note: Note
    schedule_days: Days = Field(
        (), description="Days of the doses, counted from 0, where it is given as single doses."
    )
    nonlinear_kinetics: YesNo = Field(
        False, description="Whether its level grows otherwise than in proportion to the dose."
    )


class DrugCodeRow(Sourced):
    """A drug's code in a system."""

    KEY = ("drug", "system")
    drug: Text = Field(description="A key of `drugs`.")
    system: Literal["RxNorm", "ATC"] = Field(description="System that the code belongs to.")
    code: Text = Field(description="The code in that system.")
    note: Note


class DrugValueRow(Sourced):
    """One number of a drug."""

    KEY = ("drug", "quantity")
    drug: Text = Field(description="A key of `drugs`.")
    quantity: Text = Field(description="What the number is, such as `half_life`.")
    value: Positive = Field(description="The number, in `unit`.")
    unit: Text = Field(description="Unit of `value`: one quantity has the same for every drug.")
    note: Note


class BindingRow(Sourced):
    """One binding constant of a ligand at a target."""

    KEY = ("ligand", "target")
    ligand: Text = Field(description="A drug, or an active metabolite.")
    target: Text = Field(
        description="Receptor or transporter, of humans unless the note says otherwise."
    )
    measure: Literal["Kd", "Ki", "IC50", "EC50"] = Field(
        description="What was measured: `Kd`, `Ki`, `IC50` or `EC50`."
    )
    relation: Literal["=", ">", "<", "~"] = Field(
        description="How the true constant lies to `value`: equal, above, below or about."
    )
    value: Positive = Field(
        description="The constant, in `unit`; a smaller one binds more tightly."
    )
    unit: Literal["nM"] = Field(description="Unit of `value`.")
    action: Literal["inhibitor", "agonist", "partial agonist", "antagonist", "weak", "none"] = (
        Field(description="What the ligand does at the target.")
    )
    note: str = Field(description="Species, radioligand and other circumstances.")


class ExposureRatioRow(Sourced):
    """Mean level of a phenotype group over that of normal metabolizers."""

    KEY = ("drug", "gene", "phenotype", "functions", "analyte", "metric", "reference")
    drug: Text = Field(description="A key of `drugs`.")
    gene: Text = Field(description="A key of `genes`.")
    phenotype: Text = Field(description="Metabolizer phenotype of the group.")
    functions: Annotated[
        tuple[str, ...],
        BeforeValidator(lambda v: v.split(" + ") if isinstance(v, str) and v else v or ()),
        PlainSerializer(" + ".join),
    ] = Field(
        description="Pair of allele functions of the group, where it is narrower than the "
        "phenotype."
    )
    analyte: Text = Field(description="What was measured: the parent, a metabolite or their sum.")
    metric: Text = Field(description="Which level, and how it was made comparable.")
    ratio: Positive = Field(
        description="Mean level of the group over that of normal metabolizers (no unit)."
    )
    sd_ln: OptionalPositive = Field(
        description="Standard deviation of the ratio's natural logarithm, as the model "
        "draws it; null where none is known."
    )
    ci_low: OptionalPositive = Field(
        description="Lower end of the 95 % interval, or of the range that `metric` names; "
        "null where none is known."
    )
    ci_high: OptionalPositive = Field(
        description="Upper end of the 95 % interval, or of the range that `metric` names; "
        "null where none is known."
    )
    n: str = Field(description="How many people, in words.")
    used_in_model: YesNo = Field(
        description="Whether the model uses this study for its drug, gene and phenotype."
    )
    note: Note


class CoMedicationRow(Sourced):
    """A medicine beside the drug, and what it does to an enzyme or to safety."""

    KEY = ("name", "effect", "enzyme")
    name: Text = Field(description="Name of the medicine in lower case.")
    effect: Literal["inhibitor", "inducer", "mao_inhibitor", "serotonergic", "qt"] = Field(
        description="What it does: inhibits, induces, raises serotonin or QT, or blocks MAO."
    )
    enzyme: str = Field(description="Enzyme that it acts on; empty where it is none.")
    strength: Literal["strong", "moderate", "weak", ""] = Field(
        description="How strongly it inhibits; empty where it does not."
    )
    note: Note


class PhenoconversionRow(Sourced):
    """What an inhibitor of a strength makes of a phenotype, or of an activity score."""

    KEY = ("gene", "strength", "converts_from")
    gene: Text = Field(description="A key of `genes`.")
    strength: Literal["strong", "moderate", "weak"] = Field(
        description="Strength of the inhibitor."
    )
    converts_from: Text = Field(description="Phenotype before, or `any`.")
    converts_to: str = Field(
        description="Phenotype that it acts as; empty where a score is changed."
    )
    score_factor: Annotated[Fraction | None, BeforeValidator(empty_as_none)] = Field(
        description="What the activity score is multiplied by (no unit), or null."
    )
    rule: Text = Field(description="The rule, in words.")
