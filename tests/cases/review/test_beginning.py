"""A review holds what was due when it was begun, and is found again as long as it is open."""

from threading import Thread

import pytest
from django.db import connection

from pgx.cases.items.bank import item_of
from pgx.cases.models import ItemVersion, Sitting
from pgx.cases.review import enter
from pgx.cases.review.agenda import agenda
from pgx.cases.review.beginning import begin, find, open_review
from pgx.cases.sittings import NoItems, give
from tests.cases.items.making import publish_small
from tests.cases.review.making import DAY, NOON, SURE, memory_of

RIGHT = {"option": ["rises-little"], "confidence": [str(SURE.value)]}


@pytest.fixture
def begun(release, ada) -> Sitting:
    publish_small()
    enter(ada, "M05", False, NOON)
    enter(ada, "M01", True, NOON)
    return begin(ada, NOON + DAY)


def beliefs(sitting: Sitting) -> list[str]:
    found = ItemVersion.objects.in_bulk(sitting.items)
    return [found[each].belief for each in sitting.items]


def test_begin_asks_what_is_due_once_each(begun):
    assert beliefs(begun) == ["M01", "M05"]


def test_begin_finds_the_one_that_is_open_until_it_ends(begun, ada):
    assert begin(ada, NOON + 2 * DAY) == begun == open_review(ada) == find(ada, begun.pk)

    give(begun, 0, RIGHT, NOON + 2 * DAY)
    assert begin(ada, NOON + 2 * DAY) == begun
    give(begun, 1, {**RIGHT, "option": [option_of(begun, 1)]}, NOON + 2 * DAY)

    assert open_review(ada) is None
    with pytest.raises(NoItems):
        begin(ada, NOON + 2 * DAY)


def option_of(sitting: Sitting, position: int) -> str:
    version = ItemVersion.objects.get(pk=sitting.items[position])
    return next(each.id for each in item_of(version).options if each.right)


def test_an_answer_puts_its_belief_off_once(begun, ada):
    first = give(begun, 0, RIGHT, NOON + DAY)
    memory = memory_of(ada, "M01")

    assert (memory.right, memory.response) == (True, first.pk)
    give(begun, 0, {**RIGHT, "option": ["grows"]}, NOON + DAY)

    assert memory_of(ada, "M01") == memory
    assert agenda(ada, NOON + DAY).done == 1


def test_find_gives_nobody_another_s(begun, curator):
    assert find(curator, begun.pk) is None


def at_once(act) -> list:
    """What two tabs get that do something at the same time."""
    found = []

    def tab(number: int):
        found.append(act(number))
        connection.close()

    tabs = [Thread(target=tab, args=[number]) for number in range(2)]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_two_tabs_schedule_once_and_begin_one_review(begun, ada):
    options = ("rises-little", "grows")
    one, other = at_once(lambda n: give(begun, 0, {**RIGHT, "option": [options[n]]}, NOON + DAY))

    assert one == other
    assert memory_of(ada, "M01").response == one.pk
    assert memory_of(ada, "M01").right == one.right

    Sitting.objects.all().delete()
    one, other = at_once(lambda _: begin(ada, NOON + 9 * DAY))
    assert one == other == Sitting.objects.get()
