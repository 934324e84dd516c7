"""What is mastered, what comes back, and how sure one rightly was."""

import pytest

from pgx.cases.models import Assignment, Confidence, Kind
from pgx.cases.review import answered, enter
from pgx.cases.review.standing import calibration, mastery
from tests.cases.review.making import DAY, FAIRLY, NOON, SURE, member, memory_of, response

pytestmark = pytest.mark.django_db


def reviewed(learner, belief, *answers: bool):
    """Confident answers, each when it is due; the time of the last."""
    enter(learner, belief, False, NOON)
    for right in answers:
        at = max(learner.review_cards.get(belief=belief).due_at, NOON)
        answered(response(learner, belief, right, SURE, at=at), at)
    return at


def test_mastery_tells_mastered_from_right_from_wrong(ada):
    at = max(reviewed(ada, "M01", True, True, True, True), reviewed(ada, "M02", True))
    reviewed(ada, "M03", True, True, False)

    found = {each.belief: each for each in mastery(ada, at)}

    assert [found[name].is_mastered for name in ("M01", "M02", "M03")] == [True, False, False]
    assert [found[name].is_right for name in ("M01", "M02", "M03")] == [True, True, False]
    assert [found[name].returned for name in ("M01", "M02", "M03")] == [0, 0, 1]
    assert memory_of(ada, "M01").interval >= 21 > memory_of(ada, "M02").interval


def test_mastery_of_what_is_due_again_waits_for_the_answer(ada):
    at = reviewed(ada, "M01", True, True, True, True)

    [found] = mastery(ada, at + 200 * DAY)

    assert (found.is_due, found.is_mastered) == (True, False)


def test_calibration_counts_each_confidence(ada, curator):
    for right in (True, True, False):
        response(ada, "M01", right, SURE)
    response(ada, "M01", False, FAIRLY)
    response(curator, "M01", False, FAIRLY)

    found = {each.confidence: (each.right, each.asked) for each in calibration(ada)}

    assert found == {Confidence.UNSURE: (0, 0), FAIRLY: (0, 1), SURE: (2, 3)}


def test_calibration_tells_nothing_of_a_test_that_is_not_over(ada):
    test = Assignment.objects.create(of_class=member(ada), kind=Kind.PRE, opens_at=NOON)
    sitting = response(ada, "M01", True, SURE).sitting
    type(sitting).objects.filter(pk=sitting.pk).update(assignment=test, finished_at=None)

    assert not any(each.asked for each in calibration(ada))
