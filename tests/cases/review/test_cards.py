"""Errors put beliefs up, answers put them off; once each, whatever the clock does."""

from datetime import datetime, timedelta, timezone

import pytest

from pgx.cases.models import ReviewCard
from pgx.cases.review import answered, enter
from tests.cases.review.making import DAY, NOON, SURE, member, memory_of, response

MIDNIGHT = NOON - timedelta(hours=12)


def card(learner, belief="M01") -> ReviewCard:
    return learner.review_cards.get(belief=belief)


def test_enter_a_confident_error_is_due_at_once_others_the_next_day(ada):
    enter(ada, "M01", True, NOON)
    enter(ada, "M02", False, NOON)

    assert (card(ada).due_at, card(ada).was_sure) == (NOON, True)
    assert (card(ada, "M02").due_at, card(ada, "M02").was_sure) == (MIDNIGHT + DAY, False)


def test_enter_the_next_day_is_the_class_s(ada):
    member(ada, "Asia/Tokyo")

    enter(ada, "M01", False, datetime.fromisoformat("2026-11-02T15:30:00+00:00"))

    assert card(ada).due_at == datetime(2026, 11, 4, tzinfo=timezone(timedelta(hours=9)))


def test_enter_twice_in_a_day_counts_once(ada):
    enter(ada, "M01", False, NOON)
    once = memory_of(ada, "M01")

    enter(ada, "M01", True, NOON + timedelta(hours=1))
    enter(ada, "M01", False, NOON + timedelta(hours=2))

    assert memory_of(ada, "M01") == once
    assert (card(ada).due_at, card(ada).was_sure) == (NOON + timedelta(hours=1), True)


def test_enter_again_leaves_due_what_is_due_and_counts_what_came_back(ada):
    enter(ada, "M01", False, NOON)
    enter(ada, "M01", False, NOON + 3 * DAY)

    assert card(ada).due_at == MIDNIGHT + DAY
    assert memory_of(ada, "M01").returned == 0

    for day in (4, 6):
        answered(response(ada, "M01", True, SURE), NOON + day * DAY)
    assert card(ada).due_at > MIDNIGHT + 8 * DAY
    enter(ada, "M01", False, NOON + 7 * DAY)

    assert card(ada).due_at == MIDNIGHT + 8 * DAY
    assert memory_of(ada, "M01").returned == 1


def test_answered_twice_schedules_once(ada):
    """Two tabs sent one answer."""
    enter(ada, "M01", True, NOON)
    one = response(ada, "M01", True)
    answered(one, NOON + DAY)
    once = card(ada)

    answered(one, NOON + DAY)

    assert (card(ada).state, card(ada).due_at) == (once.state, once.due_at)
    assert card(ada).due_at == MIDNIGHT + 3 * DAY


@pytest.mark.parametrize("right", [True, False])
def test_answered_by_a_clock_that_went_back_counts_as_at_the_last_time(ada, right):
    enter(ada, "M01", True, NOON)

    answered(response(ada, "M01", right, SURE), NOON - 1000 * DAY)

    assert card(ada).due_at == MIDNIGHT + DAY
    assert card(ada).was_sure is not right


def test_answered_of_a_belief_without_a_card_changes_nothing(ada):
    answered(response(ada, "M01", True), NOON)

    assert not ReviewCard.objects.exists()
