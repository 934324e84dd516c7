"""A learner joins a class by its code, and leaves it."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.classes import joining
from pgx.cases.models import Class


@pytest.fixture
def group(ada) -> Class:
    return classes.make(ada, "Spring", "Europe/Berlin")


@pytest.fixture
def learner(db) -> User:
    return User.objects.create_user("lin")


def code_of(group: Class) -> str:
    return group.codes.first().code


def test_join_as_it_is_typed(group, learner):
    code = code_of(group)

    member = classes.join(learner, f" {code[:3].lower()} - {code[3:]} ")

    assert (member.of_class, member.number) == (group, 0)
    assert classes.find_member(learner, group.pk) == member
    group.refresh_from_db()
    assert group.changed == 1


def test_join_twice_finds_the_first(group, learner):
    first = classes.join(learner, code_of(group))
    classes.close(group)  # a code that has ended still leads the learner there

    assert classes.join(learner, code_of(group)) == first


def test_join_after_leaving_takes_it_up_again(group, learner):
    first = classes.join(learner, code_of(group))
    classes.join(User.objects.create_user("mo"), code_of(group))
    classes.leave(first)
    with pytest.raises(classes.NoClass):
        classes.find_member(learner, group.pk)

    again = classes.join(learner, code_of(group))

    assert (again.pk, again.number, again.left_at) == (first.pk, 0, None)


def test_join_gives_each_its_number(group):
    for name in "abc":
        classes.join(User.objects.create_user(name), code_of(group))

    assert list(group.memberships.values_list("number", flat=True)) == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_join_in_four_threads_gives_each_its_number(group):
    users = [User.objects.create_user(name) for name in "abcd"]
    code, barrier, numbers = code_of(group), Barrier(4), []

    def come(user):
        barrier.wait()
        numbers.append(classes.join(user, code).number)
        connections.close_all()

    threads = [Thread(target=come, args=[each]) for each in users]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(numbers) == [0, 1, 2, 3]
    group.refresh_from_db()
    assert group.changed == 4


def test_join_a_class_that_is_deleted_meanwhile(group, learner, monkeypatch):
    find = joining.find_code

    def slow(typed):
        code = find(typed)
        Class.objects.filter(pk=group.pk).delete()
        return code

    monkeypatch.setattr(joining, "find_code", slow)

    with pytest.raises(classes.NoSuchCode):
        classes.join(learner, code_of(group))


def test_join_refuses_in_words_of_its_own(group, learner, ada):
    code = group.codes.get()
    with pytest.raises(classes.NoSuchCode):
        classes.join(learner, "XXXX-XXXX")
    with pytest.raises(classes.CodeExpired):
        classes.join(learner, code.code, now=code.expires_at)
    with pytest.raises(classes.TeachesHere):
        classes.join(ada, code.code)
    classes.revoke(code, timezone.now())
    with pytest.raises(classes.CodeRevoked):
        classes.join(learner, code.code)
    classes.close(group)
    with pytest.raises(classes.ClassOver):
        classes.join(learner, code.code)
    assert not group.memberships.exists()


def test_a_new_code_ends_the_one_before(group, learner):
    old = code_of(group)
    now = datetime(2026, 11, 22, tzinfo=UTC)

    new = classes.new_code(group, now)

    assert new.expires_at == now + timedelta(days=14)
    with pytest.raises(classes.CodeRevoked):
        classes.join(learner, old)


def test_changed_counts_in_classes_that_are_not_left(group, learner, ada):
    left = classes.make(ada, "Autumn")
    classes.join(learner, code_of(group))
    classes.leave(classes.join(learner, code_of(left)))

    classes.changed(learner)

    assert [Class.objects.get(pk=each.pk).changed for each in (group, left)] == [2, 2]
    learner.delete()
    assert [Class.objects.get(pk=each.pk).changed for each in (group, left)] == [3, 3]
