"""What a compiled release of the knowledge base looks like to the science.

Plain, immutable records; `pgx.knowledge` makes them from a release's rows. A
number never travels without its source and confidence.
"""

from pgx.science.knowledge.co_medications import STRENGTHS, CoMedication, Conversion
from pgx.science.knowledge.drugs import Binding, Drug, ExposureRatio, Ligand, SideWeight
from pgx.science.knowledge.evidence import (
    Association,
    Caution,
    CautionKind,
    EvidenceTarget,
    Observation,
    Outcome,
    Relation,
    Use,
)
from pgx.science.knowledge.genetics import Allele, Marker, Modifier, PairPhenotype, ScoreRange
from pgx.science.knowledge.guideline import (
    BodyPhenotype,
    Disagreement,
    DisagreementKind,
    Statement,
    StatementTable,
)
from pgx.science.knowledge.numbers import (
    CONFIDENCES,
    Confidence,
    Interval,
    Number,
    Parameters,
    Reference,
)
from pgx.science.knowledge.release import Knowledge

__all__ = [
    "CONFIDENCES",
    "STRENGTHS",
    "Allele",
    "Association",
    "Binding",
    "BodyPhenotype",
    "Caution",
    "CautionKind",
    "CoMedication",
    "Confidence",
    "Conversion",
    "Disagreement",
    "DisagreementKind",
    "Drug",
    "EvidenceTarget",
    "ExposureRatio",
    "Interval",
    "Knowledge",
    "Ligand",
    "Marker",
    "Modifier",
    "Number",
    "Observation",
    "Outcome",
    "PairPhenotype",
    "Parameters",
    "Reference",
    "Relation",
    "ScoreRange",
    "SideWeight",
    "Statement",
    "StatementTable",
    "Use",
]
