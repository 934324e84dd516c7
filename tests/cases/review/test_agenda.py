"""Ten a day at most, confident errors first, then the longest overdue; a day is the class's."""

from datetime import date

import pytest

from pgx.cases.models import ItemVersion
from pgx.cases.review import enter
from pgx.cases.review.agenda import agenda, due
from tests.cases.items.making import publish_small
from tests.cases.review.making import DAY, NOON, member, response

pytestmark = pytest.mark.django_db
LATER = NOON + 5 * DAY


@pytest.fixture
def many(release) -> list[str]:
    """Fourteen beliefs of which an item holds: the items of one, said to be of each."""
    publish_small()
    text = ItemVersion.objects.get(item="m01-escitalopram-3").text
    beliefs = [f"M{number:02}" for number in range(10, 24)]
    for belief in beliefs:
        ItemVersion.objects.create(item=belief.lower(), belief=belief, sha256=belief, text=text)
    return beliefs


def entered(learner, beliefs, at=NOON):
    for belief in beliefs:
        enter(learner, belief, False, at)


def test_due_puts_confident_errors_first_then_the_longest_overdue(many, ada):
    for belief, was_sure, days in (("M10", False, 1), ("M11", False, 0), ("M12", True, 2)):
        enter(ada, belief, was_sure, NOON + days * DAY)

    assert [each.belief for each in due(ada, LATER)] == ["M12", "M11", "M10"]
    assert [each.belief for each in due(ada, NOON + DAY)] == ["M11"]


def test_agenda_counts_what_was_reviewed_today_in_the_class_s_day(many, ada):
    """Eight answers at noon in Lima are of the evening in UTC, and of the day before at dawn."""
    member(ada, "America/Lima")
    entered(ada, many)
    for belief in many[:8]:
        response(ada, belief, True, at=LATER.replace(hour=23))

    at_midnight = agenda(ada, LATER.replace(hour=23, minute=59))
    after_midnight_of_utc = agenda(ada, (LATER + DAY).replace(hour=4))
    tomorrow = agenda(ada, (LATER + DAY).replace(hour=5))

    assert (at_midnight.done, len(at_midnight.due), at_midnight.more) == (8, 2, 12)
    assert (after_midnight_of_utc.done, len(after_midnight_of_utc.due)) == (8, 2)
    assert (tomorrow.done, len(tomorrow.due), tomorrow.more) == (0, 10, 4)


def test_agenda_of_a_full_day_says_when_the_next_are_due(many, ada):
    entered(ada, many[:3])
    for belief in many[3:13]:
        response(ada, belief, True, at=LATER)
    enter(ada, many[13], False, LATER)

    found = agenda(ada, LATER)

    assert (found.is_full, found.due, found.more) == (True, [], 3)
    assert (found.next_on, found.then) == ((LATER + DAY).date(), 4)


def test_agenda_without_anything_due_says_when_something_is(many, ada):
    entered(ada, many[:2])
    enter(ada, many[2], False, NOON + DAY)

    found = agenda(ada, NOON)

    assert (found.due, found.next_on, found.then) == ([], date(2026, 11, 3), 2)
    assert agenda(ada, NOON - 400 * DAY).next_on == date(2026, 11, 3)


def test_agenda_leaves_out_what_no_question_asks(many, ada):
    entered(ada, [*many[:2], "M41"])

    found = agenda(ada, LATER)

    assert (len(found.due), found.silent) == (2, 1)


def test_agenda_asks_the_database_little(many, ada, django_assert_max_num_queries):
    entered(ada, many)
    agenda(ada, LATER)
    with django_assert_max_num_queries(7):
        agenda(ada, LATER)
