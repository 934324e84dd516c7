"""A test is begun once, by who is in the class, while it is open."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases.models import Kind, Sitting
from pgx.cases.sittings import (
    Closed,
    NoItems,
    NoSitting,
    NotAMember,
    NotOpen,
    begin,
    begin_review,
    find,
)
from tests.cases.sittings.making import answer_all, assign, begun, join, make_class, publish_bank


def test_begin_keeps_what_is_asked(release):
    sitting = begun()

    assert len(sitting.items) == 10
    assert sitting.release == release.version
    assert Sitting.objects.get().items == sitting.items


def test_begin_again_finds_the_first_even_once_closed(release):
    sitting = begun()
    test = sitting.assignment

    assert begin(test, sitting.learner) == sitting
    test.closed_at = timezone.now()
    assert begin(test, sitting.learner) == sitting
    assert Sitting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_begin_in_four_threads_is_one(release):
    publish_bank()
    member = join(make_class())
    test, barrier, found = assign(member.of_class), Barrier(4), []

    def click():
        barrier.wait()
        found.append(begin(test, member.learner).pk)
        connections.close_all()

    threads = [Thread(target=click) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(found) == 4
    assert {Sitting.objects.get().pk} == set(found)


def test_begin_before_it_opens_says_when(release):
    publish_bank()
    member, soon = join(make_class()), timezone.now() + timedelta(minutes=1)

    with pytest.raises(NotOpen) as refused:
        begin(assign(member.of_class, opens_at=soon), member.learner)

    assert refused.value.opens_at == soon


@pytest.mark.parametrize("closed", ["test", "class"])
def test_begin_what_is_closed(release, closed):
    publish_bank()
    over = {"closed_at": timezone.now() + timedelta(hours=1)}  # by a clock that ran ahead
    member = join(make_class(**(over if closed == "class" else {})))

    with pytest.raises(Closed):
        begin(assign(member.of_class, **(over if closed == "test" else {})), member.learner)


def test_begin_is_for_members(release, ada):
    publish_bank()
    member = join(make_class(), "eve")
    member.left_at = timezone.now()
    member.save()
    test = assign(member.of_class)

    for other in (ada, member.learner):
        with pytest.raises(NotAMember):
            begin(test, other)
    assert not Sitting.objects.exists()


def test_begin_without_items(release):
    member = join(make_class())

    with pytest.raises(NoItems):
        begin(assign(member.of_class), member.learner)


def test_two_reviews_of_a_learner_are_two(release, ada):
    publish_bank()
    from pgx.cases.models import ItemVersion

    items = list(ItemVersion.objects.filter(item__endswith="review")[:2])
    first, second = begin_review(ada, items), begin_review(ada, items)

    assert first != second
    assert first.items == [each.pk for each in items]
    with pytest.raises(NoItems):
        begin_review(ada, [])


def test_find_is_for_whoever_sits_it(release):
    sitting = begun()

    assert find(sitting.learner, sitting.pk) == sitting
    with pytest.raises(NoSitting):
        find(User.objects.create_user("eve"), sitting.pk)


def test_find_finds_no_review(release):
    paper = answer_all(begun(Kind.POST))
    review = begin_review(paper.sitting.learner, paper.items[:1])

    with pytest.raises(NoSitting):
        find(review.learner, review.pk)
