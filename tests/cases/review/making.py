"""Answers of reviews, as they are stored."""

from datetime import UTC, datetime, timedelta

from pgx.accounts.models import User
from pgx.cases.models import Class, Confidence, ItemVersion, Membership, Response, Sitting
from pgx.cases.review import enter
from pgx.cases.review.beginning import begin
from pgx.cases.review.memory import Memory
from pgx.cases.sittings import give
from tests.cases.sittings.making import publish_item, sent

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FAIRLY, SURE = Confidence.FAIRLY, Confidence.SURE


def item(name: str, belief: str) -> ItemVersion:
    """A published item by its name; its text is read by nobody here."""
    made = {"belief": belief, "sha256": name, "text": ""}
    return ItemVersion.objects.get_or_create(item=name, defaults=made)[0]


def response(
    learner: User,
    belief: str,
    right: bool,
    confidence: Confidence = FAIRLY,
    *,
    at: datetime = NOON,
    name: str = "",
) -> Response:
    """An answer of a review, not yet scheduled."""
    sitting = Sitting.objects.create(
        learner=learner, release="1", engine="1", seed=1, items=[], finished_at=at
    )
    return Response.objects.create(
        sitting=sitting,
        position=0,
        item=item(name or f"{belief.lower()}-review", belief),
        option="a",
        right=right,
        shown="" if right else belief,
        confidence=confidence,
        is_first=True,
        is_late=False,
        answered_at=at,
    )


def member(learner: User, time_zone: str = "UTC", **fields) -> Class:
    """A class that the learner is in."""
    of_class = Class.objects.create(name="a class", time_zone=time_zone, **fields)
    Membership.objects.create(of_class=of_class, learner=learner, number=1)
    return of_class


def memory_of(learner: User, belief: str) -> Memory:
    """What is stored of a belief."""
    return Memory.read(learner.review_cards.get(belief=belief).state)


def begun_review(learner: User) -> Sitting:
    """A review of two beliefs that the learner has begun."""
    for belief in ("M31", "M32"):
        publish_item(belief, "review")
        enter(learner, belief, True, NOON)
    return begin(learner, NOON)


def answered_review(learner: User) -> Sitting:
    """Such a review, its first question answered."""
    sitting = begun_review(learner)
    give(sitting, 0, sent(), NOON)
    return sitting
