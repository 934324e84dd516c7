"""FSRS as it stands in teaching.md: the same answers give the same days."""

from datetime import date, timedelta

import pytest
from fsrs import Card, Rating

from pgx.cases.models import Confidence, Response
from pgx.cases.review.memory import LONGEST_DAYS, Memory, _reviewed

DAY = date(2026, 11, 2)
GOOD, AGAIN = Rating.Good, Rating.Again


def said(right: bool, confidence: Confidence, number: int = 1) -> Response:
    return Response(pk=number, right=right, confidence=confidence)


def answered(memory: Memory, *confidences: Confidence) -> list[int]:
    """The intervals after right answers, each on the day on which it is due."""
    found = []
    for confidence in confidences:
        memory = memory.answer(said(True, confidence), memory.due)
        found.append(memory.interval)
    return found


def intervals(*ratings: Rating) -> list[int]:
    card, found, day = Card(card_id=0), [], DAY
    for rating in ratings:
        memory = Memory(_reviewed(card, rating, day), right=True)
        card, day = Card.from_dict(memory.card), memory.due
        found.append(memory.interval)
    return found


@pytest.mark.parametrize(
    ("ratings", "days"), [((GOOD, GOOD, GOOD), [2, 11, 46]), ((AGAIN, GOOD, GOOD), [1, 2, 6])]
)
def test_intervals_of_known_answers(ratings, days):
    assert intervals(*ratings) == days == intervals(*ratings)


def test_an_error_is_due_the_next_day_and_good_answers_put_it_off():
    error = Memory.of_error(DAY)

    assert error.due == DAY + timedelta(days=1)
    assert answered(error, *[Confidence.FAIRLY] * 2) == [2, 6]


def test_who_was_unsure_is_asked_sooner_than_who_was_sure():
    unsure, fairly, sure = (answered(Memory.of_error(DAY), *[each] * 4)[-1] for each in Confidence)

    assert unsure < fairly < sure


def test_nothing_waits_longer_than_the_longest_interval():
    assert max(answered(Memory.of_error(DAY), *[Confidence.SURE] * 12)) == LONGEST_DAYS


def test_a_clock_that_goes_back_stands_still():
    error = Memory.of_error(DAY)
    back = error.answer(said(True, Confidence.FAIRLY), DAY - timedelta(days=400))

    assert back == error.answer(said(True, Confidence.FAIRLY), DAY)
    assert (back.last, back.interval) == (DAY, 1)


def test_mastered_is_right_and_three_weeks_off():
    memory = Memory.of_error(DAY)
    stations = []
    for _ in range(4):
        memory = memory.answer(said(True, Confidence.SURE), memory.due)
        stations.append((memory.interval >= 21, memory.is_mastered))

    assert stations[-1] == (True, True)
    assert all(far == mastered for far, mastered in stations)
    wrong = memory.answer(said(False, Confidence.SURE, 9), memory.due)
    assert (wrong.is_mastered, wrong.returned, wrong.response) == (False, 1, 9)
    assert wrong.error(wrong.due).returned == 1
