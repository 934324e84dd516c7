"""A belief is asked in a form not yet seen, and never in one that a class's test needs."""

import pytest
from django.utils import timezone

from pgx.cases.models import Assignment, Kind, Membership, Sitting
from pgx.cases.review.forms import pick
from tests.cases.items.making import publish_small
from tests.cases.review.making import DAY, NOON, member, response

pytestmark = pytest.mark.django_db
REVIEW = "m01-escitalopram-3"
TESTS = ["m01-citalopram-1", "m01-escitalopram-2", "m01-sertraline-0"]


@pytest.fixture
def bank(release):
    return publish_small()


def asked(learner, times: int) -> list[str]:
    """The forms in which M01 is asked, one after the other."""
    found = []
    for time in range(times):
        item = pick(learner, "M01").item
        response(learner, "M01", True, at=NOON + time * DAY, name=item)
        found.append(item)
    return found


def test_pick_asks_every_form_before_one_comes_again(bank, ada):
    forms = [REVIEW, *TESTS]

    assert asked(ada, 9) == [*forms, *forms, REVIEW]


@pytest.mark.parametrize("beliefs", [[], ["M01", "M05"]])
def test_pick_leaves_a_class_its_test_items(bank, ada, beliefs):
    member(ada, beliefs=beliefs)

    assert asked(ada, 3) == [REVIEW] * 3


def ended(of_class, learner):
    of_class.closed_at = timezone.now()
    of_class.save()


def last_test_done(of_class, learner):
    last = Assignment.objects.create(of_class=of_class, kind=Kind.LATER, opens_at=NOON)
    Sitting.objects.create(
        assignment=last,
        learner=learner,
        release="1",
        engine="1",
        seed=1,
        items=[],
        finished_at=NOON,
    )


def last_test_closed(of_class, learner):
    Assignment.objects.create(of_class=of_class, kind=Kind.LATER, opens_at=NOON, closed_at=NOON)


def asks_others(of_class, learner):
    of_class.beliefs = ["M05"]
    of_class.save()


@pytest.mark.parametrize("over", [ended, last_test_done, last_test_closed, asks_others])
def test_pick_asks_test_items_once_no_class_needs_them(bank, ada, over):
    of_class = member(ada, beliefs=["M01"])
    over(of_class, ada)

    assert asked(ada, 2) == [REVIEW, TESTS[0]]


def test_pick_keeps_test_items_of_a_class_that_was_left(bank, ada):
    member(ada, beliefs=["M01"])
    Membership.objects.update(left_at=timezone.now())  # with the code they may come back

    assert asked(ada, 2) == [REVIEW, REVIEW]


def test_pick_keeps_test_items_when_only_another_s_last_test_is_done(bank, ada, curator):
    last_test_done(member(ada, beliefs=["M01"]), curator)

    assert asked(ada, 2) == [REVIEW, REVIEW]


def test_pick_of_a_belief_without_items_is_nothing(bank, ada):
    assert pick(ada, "M41") is None
