"""A test is begun once by a learner; a review, whenever something is due."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.utils import timezone

from pgx import __version__
from pgx.accounts.models import User
from pgx.cases.classes.changing import locked
from pgx.cases.classes.errors import NoClass
from pgx.cases.models import Assignment, ItemVersion, Membership, Sitting
from pgx.cases.playing.attempts import SEEDS
from pgx.cases.sittings.errors import Closed, NoItems, NoSitting, NotAMember, NotOpen
from pgx.cases.sittings.forms import shuffled, test_items
from pgx.knowledge import releases


def begin(assignment: Assignment, learner: User) -> Sitting:
    """Begin a test that was assigned; a second click finds the first, whenever it comes.

    Raises NotOpen, Closed, NotAMember, NoItems, NoRelease.
    """
    begun = assignment.sittings.filter(learner=learner).first()
    return begun or _begun(assignment, _allowed(assignment, learner))


def _allowed(assignment: Assignment, learner: User) -> Membership:
    """The membership of whoever may begin now."""
    of_class = assignment.of_class
    membership = of_class.memberships.filter(learner=learner, left_at=None).first()
    if not membership:
        raise NotAMember
    if assignment.closed_at or of_class.closed_at:
        raise Closed
    if assignment.opens_at > timezone.now():
        raise NotOpen(assignment.opens_at)
    return membership


def _begun(assignment: Assignment, membership: Membership) -> Sitting:
    """Two clicks at once: the second waits for the first; so does who chooses the beliefs."""
    seed = secrets.randbelow(SEEDS)
    learner = membership.learner
    try:
        with locked(assignment.of_class) as assignment.of_class:
            if begun := assignment.sittings.filter(learner=learner).first():
                return begun
            if not (items := test_items(assignment, membership)):
                raise NoItems
            return _sitting(learner, shuffled(items, seed), seed, assignment)
    except NoClass:
        raise NotAMember from None


def begin_review(learner: User, items: Sequence[ItemVersion]) -> Sitting:
    """Begin a review of these items, in their order. Raises NoItems, NoRelease."""
    if not items:
        raise NoItems
    return _sitting(learner, items, secrets.randbelow(SEEDS))


def _sitting(
    learner: User, items: Sequence[ItemVersion], seed: int, assignment: Assignment | None = None
) -> Sitting:
    return Sitting.objects.create(
        assignment=assignment,
        learner=learner,
        release=releases.name().version,
        engine=__version__,
        seed=seed,
        items=[item.pk for item in items],
    )


def find(learner: User, sitting: str) -> Sitting:
    """A test of the learner. Raises NoSitting, for another's and for a review too."""
    own = learner.sittings.select_related("assignment__of_class").exclude(assignment=None)
    if not (found := own.filter(pk=sitting).first()):
        raise NoSitting(sitting)
    return found
