"""Drugs: kinetics, binding, exposure by phenotype, what is taken beside them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, PlainSerializer

from pgx.knowledge.tables.base import (
    Days,
    Fraction,
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
    schedule_days: Days = ()  # of the doses, where a drug is given as single doses
    nonlinear_kinetics: YesNo = False


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
    score_factor: Annotated[Fraction | None, BeforeValidator(empty_as_none)]
    rule: Text
