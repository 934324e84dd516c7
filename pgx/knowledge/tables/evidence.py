"""Sources, what studies saw, what learners believe, and what no gene shows."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pgx.knowledge.tables.base import (
    Count,
    Finite,
    Note,
    OptionalFinite,
    OptionalNotNegative,
    OptionalPositive,
    Sourced,
    Table,
    Text,
    Words,
)
from pgx.science.knowledge import CautionKind, Confidence, Outcome, Relation, Use


class ReferenceRow(Table):
    """A source."""

    KEY = ("reference",)
    reference: Text = Field(description="The key by which rows cite it, such as `Bousman2023`.")
    citation: Text = Field(description="The work as it is cited.")
    doi: str = Field(
        description="Digital object identifier, without the resolver's address; empty where there "
        "is none."
    )
    pmid: str = Field(description="PubMed number; empty where there is none.")
    where_verified: str = Field(
        description="What of it was seen, and where; empty where it is cited from memory."
    )


class AssociationRow(Sourced):
    """A published association of a variant with an outcome."""

    KEY = ("association",)
    association: Text = Field(description="Its number, such as `A001`.")
    gene: Text = Field(description="A key of `genes`, or several in words.")
    variant: str = Field(description="Variant or variants, as the study names them.")
    contrast: str = Field(description="Which genotypes or alleles stand against which.")
    outcome: Text = Field(description="What was compared.")
    drug: str = Field(description="Drugs that were taken, in words.")
    population: str = Field(description="Who was studied.")
    effect_type: str = Field(
        description="What `estimate` is, such as `OR` (odds ratio) or `RR` (risk ratio)."
    )
    estimate: str = Field(description="The effect as published; empty where none was given.")
    ci_low: OptionalFinite = Field(
        description="Lower end of the 95 % interval; null where none is known."
    )
    ci_high: OptionalFinite = Field(
        description="Upper end of the 95 % interval; null where none is known."
    )
    p_value: str = Field(description="p-value as published.")
    n: str = Field(description="How many people or studies, in words.")
    note: Note


class DirectionRow(Sourced):
    """Which way a published association points, and how a chart turns it.

    All rows of one marker have the same `left` and `right`. Reference and confidence are
    those of the association.
    """

    KEY = ("association",)
    association: Text = Field(description="A key of `associations`.")
    marker: str = Field(
        description="The key of `markers` on whose page it stands; empty where the variant is no "
        "marker of the release."
    )
    question: Literal[
        "response and remission",
        "changing the drug",
        "stopping treatment",
        "side effects",
        "suicidal thoughts",
        "risk of depression",
        "receptors in PET",
    ] = Field(description="What was asked. Answers to different questions are never pooled.")
    design: Literal["study", "meta-analysis", "sensitivity analysis"] = Field(
        description="What kind of work gave the number: a `study`, a `meta-analysis`, or a "
        "`sensitivity analysis` that asks how far a result holds."
    )
    turn: Literal["as published", "inverted", "not drawn"] = Field(
        description="`inverted` takes 1 divided by the published ratio, so that all point one way; "
        "`not drawn` where it is no ratio or its direction is not certain."
    )
    left: str = Field(description="What a turned ratio below 1 means; empty where not drawn.")
    right: str = Field(description="What a turned ratio above 1 means; empty where not drawn.")
    why_not_drawn: str = Field(description="Why it is told in words; empty where it is drawn.")
    against: Literal["", "nothing", "the opposite"] = Field(
        description="What speaks against its question's other studies or its own headline: it "
        "finds, or its note tells of, `nothing` or `the opposite`; empty where neither."
    )


class ControversyRow(Sourced):
    """What one may hear, and what can be said."""

    KEY = ("controversy",)
    controversy: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")] = Field(
        description="A name of a few words, with hyphens."
    )
    topic: Literal["genes and response", "testing", "cause", "plasticity", "time course"] = Field(
        description="What it is about."
    )
    heard: Text = Field(description="What one may hear, in one sentence.")
    verdict: Annotated[str, Field(min_length=1, max_length=40)] = Field(
        description="What becomes of it, in a few words."
    )
    said: Text = Field(description="What can be said, with who found it and who did not.")
    genes: Words = Field(description="Keys of `genes` that it is about.")
    markers: Words = Field(description="Keys of `markers` that it is about.")
    misconceptions: Words = Field(description="Keys of `misconceptions` that hold the belief.")
    also: Words = Field(description="Further keys of `references`.")


class EvidenceTargetRow(Sourced):
    """Which published association a modifier's effect can be solved for, and between what.

    The odds of `outcome` with `count` of the counted allele over those with `against`. The
    effect moves the parameters `symbols` together, from `low` to `high`. `null_by` is an
    association that found none, `caveat` what a reader must know of the comparison.
    """

    KEY = ("modifier",)
    modifier: Text = Field(description="A key of `modifiers`.")
    association: Text = Field(description="A key of `associations`.")
    outcome: Outcome = Field(description="What the study compared.")
    count: Count = Field(description="How many of the counted allele one side has.")
    against: Count = Field(description="How many the other side has.")
    symbols: Annotated[Words, Field(min_length=1)] = Field(
        description="Parameters that move together."
    )
    low: Finite = Field(description="Least that they may move to.")
    high: Finite = Field(description="Most that they may move to.")
    null_by: str = Field(
        description="A key of `associations` that found no effect; empty where none did."
    )
    caveat: str = Field(description="What a reader must know of the comparison.")
    note: Note


class OccupancyRow(Sourced):
    """An occupancy seen in PET, or a parameter fitted to such."""

    KEY = ("occupancy",)
    occupancy: Text = Field(description="Its number, such as `O001`.")
    record: Text = Field(
        description="Whether it is an `observation` or a parameter of a fitted curve."
    )
    drug: Text = Field(description="Drug that was taken.")
    dose_mg: str = Field(description="Dose in mg a day, or a range of doses.")
    target: Text = Field(description="Transporter or receptor that was seen.")
    quantity: Text = Field(description="What was measured.")
    value: Finite = Field(description="The number, in `unit`.")
    unit: Text = Field(description="Unit of `value`.")
    low: OptionalFinite = Field(description="Lower end of its range; null where none is given.")
    high: OptionalFinite = Field(description="Upper end of its range; null where none is given.")
    region: str = Field(description="Region of the brain.")
    n: str = Field(description="How many people, in words.")
    note: Note


class TimeCourseRow(Sourced):
    """An observation of when something changes."""

    KEY = ("observation",)
    observation: Text = Field(description="Its number, such as `T01`.")
    domain: Text = Field(description="What kind of observation it is.")
    what: Text = Field(description="What was seen.")
    species: str = Field(description="In whom or in which animal.")
    time_days: str = Field(description="When, in days.")
    value: str = Field(description="What was measured, in `unit` or in words.")
    unit: str = Field(description="Unit of `value`; empty where it is in words.")
    low: OptionalFinite = Field(description="Lower end of its range; null where none is given.")
    high: OptionalFinite = Field(description="Upper end of its range; null where none is given.")
    use_in_model: str = Field(description="Whether the model was fitted to it or held against it.")
    note: Note


class ObservationRow(Sourced):
    """An observation that the whole model is held against, and the band that is asked for.

    `quantity` names what the code computes, `dossier` has what an independent program gave.
    A person is written "SLC6A4=2 + CYP2C19=Poor Metabolizer", in counts of the modifiers and
    phenotypes of the enzymes; nobody means the reference patient.
    """

    KEY = ("number", "part")
    number: Annotated[int, Field(ge=1)] = Field(description="Row of the validation table, from 1.")
    part: Annotated[str, Field(pattern=r"^[a-z]$")] = Field(
        description="Which number of that row, from `a`."
    )
    observation: Text = Field(description="What was observed, in words.")
    quantity: Text = Field(description="What the code computes for it.")
    drugs: Words = Field(description="Keys of `drugs`.")
    dose_mg: OptionalPositive = Field(
        description="Dose in mg a day; null where it does not matter."
    )
    day: OptionalNotNegative = Field(
        description="Day of the course; null where it does not matter."
    )
    people: Words = Field(
        description="Genotypes of the person, such as `CYP2C19=Poor Metabolizer`."
    )
    against: Words = Field(description="Genotypes of whom that person is compared with.")
    given: Annotated[Words, Field(description="name=value, what this quantity needs beside")]
    low: OptionalFinite = Field(
        description="Low end of the band, in `unit`; null where it has none."
    )
    high: OptionalFinite = Field(
        description="High end of the band, in `unit`; null where it has none."
    )
    unit: Text = Field(description="Unit of the band.")
    relation: Relation = Field(
        description="How the number must lie: `within` the band, `above` or `below` it."
    )
    dossier: Annotated[str, Field(pattern=r"^(-?\d+(\.\d+)?(; -?\d+(\.\d+)?)*)?$")] = Field(
        description="What an independent program gave, in `unit`."
    )
    use: Use = Field(
        description="`C` (the model was fitted to it), `O` (it was not), or why it needs no data."
    )
    note: Note


class MisconceptionRow(Sourced):
    """A belief, what is true, and the wrong rule of who holds it."""

    KEY = ("misconception",)
    misconception: Annotated[str, Field(pattern=r"^M\d\d$")] = Field(
        description="Its number, `M01` and so on."
    )
    belief: Text = Field(description="What a learner may believe.")
    truth: Text = Field(description="What is so instead.")
    where: Text = Field(description="Where it is told and tested.")
    wrong_rule: str = Field(description="How somebody who believes it would compute.")
    also: Words = Field(description="Further keys of `references`.")
    rule: str = Field(
        default="",
        description="The wrong rule as a formula over `known`, `factor` and `truth`, by which a "
        "predicted number is recognised; empty where there is none.",
    )


class CautionRow(Sourced):
    """What must stand beside an answer: safety that no gene replaces, a barrier, a gap.

    `about` says what it is shown with: a drug, a class of drugs, a gene, or a word of
    `ABOUT`. The text states; it instructs nobody.
    """

    KEY = ("caution",)
    # Beside the names: every answer, an effect of a co-medication, an age.
    ABOUT: ClassVar[tuple[str, ...]] = ("any", "serotonergic", "qt", "mao_inhibitor", "under_25")
    caution: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")] = Field(description="Its name.")
    kind: CautionKind = Field(
        description="`caution` (safety), `barrier` (between a test and its use) or `unknown`."
    )
    about: Annotated[Words, Field(min_length=1)] = Field(
        description="What it is shown with: a drug, a class, a gene, or a word such as `any`."
    )
    text: Text = Field(description="What it says; it instructs nobody.")
    note: Note


class ClaimRow(Table):
    """What a founding document claims, in our words, beside what independent evidence says.

    To live in the model is no verdict: a contested claim may live there as an illustration.
    """

    KEY = ("claim",)
    claim: Annotated[str, Field(pattern=r"^S[12]-\d{3}$")] = Field(
        description="`S1-001` ... for seed-1, `S2-001` ... for seed-2, in the order of the "
        "document."
    )
    document: Literal["seed-1", "seed-2"] = Field(
        description="Which founding document: `seed-1` on psychotropic medicines, `seed-2` on "
        "plasticity."
    )
    section: Text = Field(
        description="Where it stands in the document, every place where it is said again included."
    )
    topic: Literal[
        "neurotransmitter systems",
        "circuits",
        "plasticity",
        "drug classes",
        "BDNF",
        "regions",
        "5-HT1A",
        "5-HT4",
        "cell-level change",
        "time course",
        "faster strategies",
        "genetics",
        "barriers",
        "other",
    ] = Field(description="What it is about.")
    statement: Text = Field(
        description="The claim in our words; a claim that is really two is two rows."
    )
    verdict: Literal["supported", "contested", "unsupported", "not checkable"] = Field(
        description="What independent evidence says: `supported`, `contested`, `unsupported` or "
        "`not checkable`."
    )
    evidence: Text = Field(description="What independent sources found, and who did not find what.")
    references: Words = Field(
        description="Keys of `references`; none of them is a founding document."
    )
    confidence: Confidence = Field(
        description="The weakest confidence of what is cited: `verified`, `recalled`, "
        "`calibrated` or `illustrative`."
    )
    lives_in: Words = Field(
        description="Where it became part of the model: `module: symbols` of the parameters, or a "
        "module alone."
    )
    why_not: str = Field(description="Why it is not in the model; empty where it is.")
