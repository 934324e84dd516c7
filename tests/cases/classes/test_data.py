"""A class is shown a file of its instructors' own, as long as there is one."""

import pytest

from pgx.accounts.models import User
from pgx.batches.models import State
from pgx.cases import classes
from pgx.cases.classes.data import attach, data_of, detach, find_data
from pgx.cases.classes.errors import NoData
from pgx.cases.models import ClassData
from tests.batches.running.test_claims import make_batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def spring(ada):
    return classes.make(ada, "Spring")


def complete(owner):
    return make_batch(owner, state=State.DONE)


def test_a_file_of_ones_own_is_shown_once_and_taken_away(ada, spring):
    batch = complete(ada)

    data = attach(spring, ada, batch.pk)

    assert attach(spring, ada, batch.pk) == data
    assert list(data_of(spring)) == [find_data(spring, data.pk)] == [data]
    detach(data)
    assert list(data_of(spring)) == []
    batch.refresh_from_db()


def test_no_file_of_another_is_shown_nor_one_that_is_not_complete(ada, spring):
    mo = User.objects.create_user("mo")
    classes.add_instructor(spring, "mo")
    for batch in (complete(mo), make_batch(ada)):
        with pytest.raises(NoData):
            attach(spring, ada, batch.pk)
    assert not ClassData.objects.exists()


def test_a_closed_class_is_shown_nothing_new(ada, spring):
    data = attach(spring, ada, complete(ada).pk)
    classes.close(spring)

    with pytest.raises(classes.ClassClosed):
        attach(spring, ada, complete(ada).pk)
    assert list(data_of(spring)) == [data]


def test_what_is_deleted_or_of_who_teaches_no_more_disappears(ada, spring):
    mo = User.objects.create_user("mo")
    classes.add_instructor(spring, "mo")
    own, other = (attach(spring, user, complete(user).pk) for user in (ada, mo))
    of_another = classes.make(ada, "Autumn")

    classes.stop_teaching(spring, mo)
    assert list(data_of(spring)) == [own]
    for wrong in ((spring, other.pk), (of_another, own.pk)):
        with pytest.raises(NoData):
            find_data(*wrong)

    own.batch.delete()
    assert list(data_of(spring)) == []
