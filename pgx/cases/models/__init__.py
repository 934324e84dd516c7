"""What is stored of cases: published versions, drafts, and attempts with their answers; of tests:
items, sittings and responses; of classes: who is in them, and what is assigned.

Versions, results, answers and responses are only ever added: what was played is replayed from what
stands here, whatever release, engine or case comes later.
"""

from pgx.cases.models.attempts import Answer, Attempt, Result
from pgx.cases.models.classes import (
    TESTS,
    Assignment,
    Class,
    ClassData,
    JoinCode,
    Kind,
    Membership,
)
from pgx.cases.models.drafts import CaseDraft
from pgx.cases.models.items import ItemStanding, ItemVersion
from pgx.cases.models.sittings import Confidence, Response, ReviewCard, Sitting
from pgx.cases.models.versions import LONGEST_NAME, CaseVersion, Standing

__all__ = [
    "LONGEST_NAME",
    "TESTS",
    "Answer",
    "Assignment",
    "Attempt",
    "CaseDraft",
    "CaseVersion",
    "Class",
    "ClassData",
    "Confidence",
    "ItemStanding",
    "ItemVersion",
    "JoinCode",
    "Kind",
    "Membership",
    "Response",
    "Result",
    "ReviewCard",
    "Sitting",
    "Standing",
]
