"""Figures of a class whose answers are planted, beside NumPy's own computing from the plan."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pgx.cases.classes import changed, leave
from pgx.cases.figures import Figures, gather, of_class
from pgx.cases.figures.beliefs import Counted
from pgx.cases.models import Kind, Response, Sitting
from tests.cases.figures.making import BELIEFS, FORMS, START, make_class, sit

pytestmark = pytest.mark.django_db
LEARNERS = 24
# Beliefs that the whole class holds before, and two that most hold after.
KNOWS_BEFORE = np.array([0.05, 0.9, 0.1, 0.9, 0.9, 0.9, 0.9, 0.15, 0.9, 0.9])
KNOWS_AFTER = np.array([0.1, 0.95, 0.9, 0.95, 0.95, 0.95, 0.95, 0.2, 0.95, 0.95])


@pytest.fixture
def planted():
    return make_class(LEARNERS)


def drawn(knows, seed, learners=LEARNERS):
    return (np.random.default_rng(seed).random((learners, len(BELIEFS))) < knows).astype(int)


def shown(figures: Figures) -> dict:
    return {each.belief: each for each in figures.beliefs}


def test_planted_beliefs_are_ranked_first_and_gain_is_that_of_the_plan(planted):
    pre, post = drawn(KNOWS_BEFORE, 1), drawn(KNOWS_AFTER, 2)
    sit(planted, Kind.PRE, pre)
    before_only = gather(planted.of_class)
    sit(planted, Kind.POST, post)

    figures = gather(planted.of_class)

    assert {each.belief for each in before_only.beliefs[:3]} == {"M01", "M03", "M08"}
    assert {each.belief for each in figures.beliefs[:2]} == {"M01", "M08"}
    for place, belief in enumerate(BELIEFS):
        of = shown(figures)[belief]
        assert of.before == Counted(int((1 - pre[:, place]).sum()), LEARNERS)
        assert of.after == Counted(int((1 - post[:, place]).sum()), LEARNERS)
        assert of.later == of.review == of.cases == Counted(0, 0)
    gain = figures.gain
    assert gain.value == pytest.approx(
        (post.mean() - pre.mean()) / (1 - pre.mean()), rel=1e-9, abs=1e-9
    )
    assert gain.interval.holds(gain.value)
    assert gain.learners == LEARNERS
    assert gain.lost_learners == int((post.sum(1) < pre.sum(1)).sum())
    assert set(gain.lost_beliefs) == {
        b for b, d in zip(BELIEFS, post.sum(0) - pre.sum(0), strict=True) if d < 0
    }


def test_items_equal_numpy_on_the_plan(planted):
    tests = {Kind.PRE: drawn(KNOWS_BEFORE, 3), Kind.POST: drawn(KNOWS_AFTER, 4)}
    for kind, right in tests.items():
        sit(planted, kind, right)

    found = {(each.belief, each.item): each for each in gather(planted.of_class).items}

    assert len(found) == len(BELIEFS) * FORMS
    for (belief, name), item in found.items():
        place, form = BELIEFS.index(belief), int(name[-1])
        x, y = [], []
        for phase, right in enumerate(tests.values()):
            mine = [n for n in range(LEARNERS) if (n + place + phase) % FORMS == form]
            own = right[mine, place]
            rest = (right[mine].sum(1) - own) / (len(BELIEFS) - 1)
            x += list(own - own.mean())
            y += list(rest - rest.mean())
        answers = np.concatenate(
            [
                right[[n for n in range(LEARNERS) if (n + place + phase) % FORMS == form], place]
                for phase, right in enumerate(tests.values())
            ]
        )
        assert item.answers == len(answers)
        assert item.difficulty == pytest.approx(answers.mean(), abs=1e-9)
        if np.ptp(x) < 1e-9 or np.ptp(y) < 1e-9:
            assert np.isnan(item.item_rest)
        else:
            assert item.item_rest == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)
        assert sum(item.chosen.values()) == item.answers
        assert item.is_few
        assert not item.is_dead("nobody-chose-this")  # of few answers nothing is said


def test_a_second_meeting_counts_nowhere_among_items(planted):
    sit(planted, Kind.PRE, drawn(KNOWS_BEFORE, 1))
    once = gather(planted.of_class).items
    sit(planted, None, drawn(KNOWS_AFTER, 2), is_first=False)

    figures = gather(planted.of_class)

    assert str(figures.items) == str(once)  # NaN is not itself
    assert shown(figures)["M01"].review.of == LEARNERS


def test_reviews_of_other_beliefs_are_no_business_of_the_class(planted):
    planted.of_class.beliefs = BELIEFS[:3]
    sit(planted, None, drawn(KNOWS_AFTER, 2))

    assert {each.belief for each in gather(planted.of_class).beliefs} == set(BELIEFS[:3])


def test_who_leaves_counts_until_then_and_has_dropped_out(planted):
    sit(planted, Kind.PRE, drawn(KNOWS_BEFORE, 1))
    leave(planted.members[0], START + timedelta(days=10))
    sit(planted, Kind.POST, drawn(KNOWS_AFTER, 2))

    figures = gather(planted.of_class)

    assert (figures.learners, figures.gain.learners) == (LEARNERS, LEARNERS - 1)
    assert (figures.gain.dropped_out, figures.gain.left) == (1, 1)
    assert shown(figures)["M01"].before.of == LEARNERS
    assert shown(figures)["M01"].after.of == LEARNERS - 1


def test_unfinished_missing_and_never_begun_are_told_apart(planted):
    pre, post = drawn(KNOWS_BEFORE, 1, 20), drawn(KNOWS_AFTER, 2, 20)
    pre[1, 5:] = -1  # began the first test and stopped
    post[2, 3:] = -1  # stopped in the second
    sit(planted, Kind.PRE, pre)
    sit(planted, Kind.POST, post)

    figures = gather(planted.of_class)

    assert figures.not_begun == (20, 21, 22, 23)
    assert figures.gain.learners == 18
    assert figures.gain.dropped_out == 1
    assert figures.gain.only_after == 1
    assert figures.took == (20, 20)


def test_of_another_class_nothing_is_told(planted):
    other = make_class(3, items=planted.items)
    sit(other, Kind.PRE, drawn(KNOWS_BEFORE, 1, 3))

    assert gather(planted.of_class).answers == 0


def test_a_class_without_anybody_has_figures_without_numbers():
    figures = gather(make_class(0).of_class)

    assert (figures.learners, figures.answers, figures.items) == (0, 0, ())
    assert np.isnan(figures.gain.value)
    assert np.isnan(figures.correction.median)
    assert figures.gain.learners_for(0.1) is None


def test_confidence_is_counted_against_correctness(planted):
    right = drawn(KNOWS_BEFORE, 1)
    sit(planted, Kind.PRE, right)
    number, place = np.indices(right.shape)
    level = (number + place + right) % 3

    (before,) = gather(planted.of_class).sureness

    assert before.phase == "pre"
    for each in range(3):
        own = right[level == each]
        assert before.right[each] == Counted(int(own.sum()), len(own))
    assert before.sure_and_wrong.count == int((right[level == 2] == 0).sum())


def test_time_to_the_first_belief_corrected(planted):
    nobody, ones = -np.ones((LEARNERS, len(BELIEFS)), int), np.ones((1, len(BELIEFS)), int)
    pre = nobody.copy()
    pre[:4] = ones
    pre[0, 0] = pre[1, 0] = pre[1, 4] = pre[2, 2] = pre[3, 3] = 0
    later = nobody.copy()
    later[0, 0] = 1  # after 40 days
    later[1, 4] = 1  # after 40 days, the other belief never
    later[2, 2] = 0  # still believed
    sit(planted, Kind.PRE, pre)
    sit(planted, None, later)
    Response.objects.filter(
        sitting__learner=planted.members[3].learner, sitting__assignment__kind=Kind.PRE, position=9
    ).update(answered_at=START - timedelta(days=1))  # a clock that went back

    found = gather(planted.of_class).correction

    assert found.median == pytest.approx(40 * 86400)
    assert (found.learners, found.waiting, found.jumped) == (2, 1, 1)


def test_queries_are_as_many_for_any_class(planted):
    sit(planted, Kind.PRE, drawn(KNOWS_BEFORE, 1))
    with CaptureQueriesContext(
        connection,
    ) as few:
        gather(planted.of_class)
    for kind in (Kind.POST, Kind.LATER):
        sit(planted, kind, drawn(KNOWS_AFTER, 2))
    with CaptureQueriesContext(connection) as many:
        gather(planted.of_class)

    assert len(few) == len(many) <= 6


def test_figures_are_kept_until_the_class_changes(planted, django_assert_num_queries):
    of = planted.of_class
    sit(planted, Kind.PRE, drawn(KNOWS_BEFORE, 1))
    first = of_class(of)
    with django_assert_num_queries(0):
        assert str(of_class(of)) == str(first)
    Sitting.objects.filter(learner=planted.members[0].learner).delete()
    assert of_class(of).answers == first.answers

    changed(planted.members[0].learner)
    of.refresh_from_db()

    assert of_class(of).answers == first.answers - len(BELIEFS)
