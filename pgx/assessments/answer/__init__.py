"""The answer to a question, as plain records that become JSON.

Numbers are full doubles; None stands where nothing is modelled. What stands below a field is
its description: the REST door's OpenAPI schema is made of these (`pgx.api.schema`).
"""

from pgx.assessments.answer.assessment import Assessment, ReleaseAnswer
from pgx.assessments.answer.calls import CallAnswer, ClassAnswer
from pgx.assessments.answer.document import Document, Head
from pgx.assessments.answer.genetics import ContributionAnswer, CounterfactualAnswer
from pgx.assessments.answer.guideline import FindingAnswer, RecommendationAnswer, SplitAnswer
from pgx.assessments.answer.model import (
    CourseAnswer,
    DomainAnswer,
    MonteCarloAnswer,
    SeriesAnswer,
    SideEffectsAnswer,
    SourceAnswer,
    StationAnswer,
    TargetAnswer,
)
from pgx.assessments.answer.panels import Assessments, SubjectAnswer
from pgx.assessments.answer.reasoning import FlagAnswer, Reason, Reasoning
from pgx.assessments.answer.result import ResultAnswer
from pgx.assessments.answer.saved import Agreement, Difference, SavedAnswer
from pgx.assessments.answer.trace import TraceNode, TraceSource

__all__ = [
    "Agreement",
    "Assessment",
    "Assessments",
    "CallAnswer",
    "ClassAnswer",
    "ContributionAnswer",
    "CounterfactualAnswer",
    "CourseAnswer",
    "Difference",
    "Document",
    "DomainAnswer",
    "FindingAnswer",
    "FlagAnswer",
    "Head",
    "MonteCarloAnswer",
    "Reason",
    "Reasoning",
    "RecommendationAnswer",
    "ReleaseAnswer",
    "ResultAnswer",
    "SavedAnswer",
    "SeriesAnswer",
    "SideEffectsAnswer",
    "SourceAnswer",
    "SplitAnswer",
    "StationAnswer",
    "SubjectAnswer",
    "TargetAnswer",
    "TraceNode",
    "TraceSource",
]
