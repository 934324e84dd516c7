"""Cases and tests are assigned, changed, closed, opened again and removed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pgx.cases import classes
from pgx.cases.classes import assigning
from pgx.cases.models import Class, Kind, Sitting
from tests.cases.making import publish_good


@pytest.fixture
def group(ada) -> Class:
    return classes.make(ada, "Spring")


def begun(assignment, learner) -> Sitting:
    """A test that somebody has begun."""
    asked = {"release": "1", "engine": "1", "seed": 1, "items": []}
    return Sitting.objects.create(assignment=assignment, learner=learner, **asked)


def test_assign_twice_finds_the_first(group):
    first = assigning.assign(group, Kind.CASE, "good")
    again = assigning.assign(group, Kind.CASE, "good", due_at=timezone.now())

    assert again == first
    assert first.opens_at <= timezone.now()
    group.refresh_from_db()
    assert group.changed == 1


def test_what_is_left_to_assign(group, release):
    publish_good()
    assert assigning.cases_left(group) == ["good"]
    assigning.assign_cases(group, ["good"], None, None)
    assigning.assign(group, Kind.POST)

    assert assigning.cases_left(group) == []
    assert assigning.tests_left(group) == [Kind.PRE, Kind.LATER]


def test_the_last_test_opens_four_weeks_after_the_test_after(group):
    assert assigning.later_opens(group) is None
    due = timezone.now() + timedelta(days=7)
    after = assigning.assign(group, Kind.POST, due_at=due)
    assert assigning.later_opens(group) == due + timedelta(weeks=4)

    assigning.move(after, after.opens_at, None)

    assert assigning.later_opens(group) == after.opens_at + timedelta(weeks=4)


def test_a_test_that_is_begun_is_not_removed(group, ada):
    first, other = (assigning.assign(group, kind) for kind in (Kind.PRE, Kind.POST))
    begun(first, ada)

    with pytest.raises(classes.AlreadyBegun):
        assigning.remove(first)
    assigning.remove(other)

    assert list(group.assignments.all()) == [first]


def test_close_and_reopen(group):
    given = assigning.assign(group, Kind.PRE)
    assigning.close(given)
    given.refresh_from_db()
    assert given.closed_at

    assigning.reopen(given)

    given.refresh_from_db()
    assert given.closed_at is None


def test_nothing_changes_in_a_closed_class(group):
    given = assigning.assign(group, Kind.PRE)
    classes.close(group)
    given = assigning.find_assignment(Class.objects.get(pk=group.pk), given.pk)
    assert given.closed_at

    for change in (
        lambda: assigning.assign(given.of_class, Kind.POST),
        lambda: assigning.move(given, given.opens_at, None),
        lambda: assigning.reopen(given),
        lambda: assigning.remove(given),
        lambda: classes.new_code(given.of_class),
        lambda: classes.add_instructor(given.of_class, "ada"),
    ):
        with pytest.raises(classes.ClassClosed):
            change()
