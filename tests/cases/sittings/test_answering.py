"""An answer stands once, in turn, while the test is open; clocks may jump."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from pgx.cases.models import Class, Response, ReviewCard, Sitting
from pgx.cases.sittings import (
    AnswerRefused,
    Closed,
    NoSitting,
    NotNow,
    NotOpen,
    Paper,
    answering,
    begin,
    begin_review,
    give,
)
from tests.cases.sittings.making import (
    NOON,
    RIGHT,
    SHOWS,
    answer_all,
    assign,
    begun,
    join,
    make_class,
    sent,
)


def test_give_stores_how_it_was_judged(release):
    sitting = begun()
    belief = Paper(sitting).items[0].belief

    wrong, right = give(sitting, 0, sent(SHOWS, 2), NOON), give(sitting, 1, sent(RIGHT, 0), NOON)

    assert (wrong.right, wrong.shown, wrong.confidence) == (False, belief, 2)
    assert (right.right, right.shown, right.confidence) == (True, "", 0)
    assert (wrong.is_first, wrong.is_late) == (True, False)


def test_give_twice_keeps_the_first(release):
    sitting = begun()
    first = give(sitting, 0, sent(SHOWS), NOON)

    again = give(sitting, 0, sent(RIGHT), NOON)

    assert (again.pk, again.option) == (first.pk, SHOWS)
    assert Response.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_give_the_last_in_four_threads_ends_it_once(release):
    sitting = begun()
    for position in range(9):
        give(sitting, position, sent(), NOON)
    barrier, found = Barrier(4), []

    def tab(option):
        mine = Sitting.objects.get()
        barrier.wait()
        found.append(give(mine, 9, sent(option), NOON).option)
        connections.close_all()

    threads = [Thread(target=tab, args=[each]) for each in (RIGHT, SHOWS, RIGHT, SHOWS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(found) == 4
    assert set(found) == {Response.objects.get(position=9).option}
    assert Sitting.objects.get().finished_at == NOON


def test_give_from_two_tabs_lets_the_first_stand(release, monkeypatch):
    """Both looked before either answered: the database decides."""
    sitting, meanwhile = begun(), []

    def read(item, given):
        if not meanwhile:
            meanwhile.append(None)
            meanwhile[0] = give(sitting, 0, sent(SHOWS), NOON)
        return kept(item, given)

    kept = answering.read
    monkeypatch.setattr(answering, "read", read)

    found = give(sitting, 0, sent(RIGHT), NOON)

    assert (found.pk, found.option) == (meanwhile[0].pk, SHOWS)


@pytest.mark.parametrize("position", [1, 9, 10, -1, -2, 999_999_999])
def test_give_out_of_turn_says_what_comes(release, position):
    sitting = begun()

    with pytest.raises(NotNow) as refused:
        give(sitting, position, sent(), NOON)

    assert refused.value.position == 0
    assert not Response.objects.exists()


def test_give_after_the_end_says_that_nothing_comes(release):
    paper = answer_all(begun())

    with pytest.raises(NotNow) as refused:
        give(paper.sitting, 10, sent(), NOON)

    assert refused.value.position is None


def test_give_what_is_not_offered_stores_nothing(release):
    with pytest.raises(AnswerRefused):
        give(begun(), 0, sent("m01-a"), NOON)
    assert not Response.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_give_where_the_class_is_deleted_meanwhile(release, monkeypatch):
    sitting = begun()
    judge = answering._response

    def slow(*asked):
        response = judge(*asked)
        sitting.assignment.of_class.delete()
        return response

    monkeypatch.setattr(answering, "_response", slow)

    with pytest.raises(NoSitting):
        give(sitting, 0, sent(), NOON)


@pytest.mark.parametrize("closed", ["test", "class", "left"])
def test_give_after_closing_stores_nothing_and_finds_what_stands(release, closed):
    sitting = begun()
    first = give(sitting, 0, sent(), NOON)
    test = sitting.assignment
    if closed == "left":
        test.of_class.memberships.update(left_at=timezone.now())
    else:
        ended = test if closed == "test" else test.of_class
        ended.closed_at = timezone.now()
        ended.save()

    with pytest.raises(Closed):
        give(sitting, 1, sent(), NOON)

    assert give(sitting, 0, sent(), NOON) == first
    assert Response.objects.count() == 1


def test_give_before_it_opens_again(release):
    """Whoever teaches has put off the opening of a test that was begun."""
    sitting = begun(opens_at=NOON - timedelta(days=400))
    sitting.assignment.opens_at = NOON

    with pytest.raises(NotOpen):
        give(sitting, 0, sent(), NOON - timedelta(seconds=1))


def test_give_after_the_due_date_is_kept_and_late(release):
    sitting = begun(due_at=NOON)

    times = (NOON, NOON + timedelta(microseconds=1))
    given = [give(sitting, place, sent(), now) for place, now in enumerate(times)]

    assert [each.is_late for each in given] == [False, True]


def test_the_last_answer_ends_the_test(release):
    sitting = begun()

    for position in range(10):
        assert sitting.finished_at is None
        give(sitting, position, sent(), NOON)

    assert Sitting.objects.get().finished_at == NOON


def test_the_end_of_a_test_puts_what_it_showed_up_for_review(release):
    sitting = begun()
    shown = [Paper(sitting).items[position].belief for position in range(2)]
    for position in range(9):
        option, sure = (SHOWS, 2 - position) if position < 2 else (RIGHT, 2)
        give(sitting, position, sent(option, sure), NOON)
    assert not ReviewCard.objects.exists()

    give(sitting, 9, sent(), NOON)

    cards = {each.belief: each.was_sure for each in ReviewCard.objects.all()}
    assert cards == dict(zip(shown, (True, False), strict=True))


def test_a_review_puts_nothing_up_by_itself(release):
    paper = answer_all(begun())
    review = begin_review(paper.sitting.learner, paper.items[:1])

    give(review, 0, sent(SHOWS), NOON)

    assert not ReviewCard.objects.exists()


def test_every_stored_answer_counts_in_the_class(release):
    sitting = begun()

    for position in (0, 0, 1):
        give(sitting, position, sent(), NOON)

    assert Class.objects.get().changed == 2


def test_first_is_what_was_never_met_in_any_version(release):
    paper = answer_all(begun())
    review = begin_review(paper.sitting.learner, paper.items[:1])
    other = join(make_class(), "eve")

    again = give(review, 0, sent(), NOON)
    hers = give(begin(assign(other.of_class), other.learner), 0, sent(), NOON)

    assert (again.is_first, hers.is_first) == (False, True)


def test_a_review_is_never_late_nor_closed(release):
    paper = answer_all(begun())
    review = begin_review(paper.sitting.learner, paper.items[:2])

    given = [give(review, position, sent(), NOON) for position in range(2)]

    assert not any(each.is_late for each in given)
    assert review.finished_at == NOON
