"""Cases and tests are assigned on pages, by the clocks of the class."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from pgx.cases.classes.assigning import assign
from pgx.cases.models import Assignment, Class, Kind
from tests.cases.classes.making import publish_beliefs
from tests.cases.classes.test_assigning import begun

LATE = {"opens_at": "2099-07-01T08:00", "due_at": "2099-07-02T23:59"}


def refused(response) -> str:
    """What a page says of a form that it does not take."""
    assert response.status_code == 422
    assert not Assignment.objects.exists()
    return " ".join(response.content.decode().split())


def test_assign_by_the_clocks_of_the_class(teacher, page, good):
    asked = teacher.get(f"{page}assign/?case=good").content.decode()
    assert 'value="good" checked' in asked
    assert "By the clocks of Europe/Berlin" in asked

    response = teacher.post(f"{page}assign/", {"cases": ["good"], **LATE})

    assert response["Location"] == page
    given = Assignment.objects.get()
    assert given.opens_at == datetime(2099, 7, 1, 6, tzinfo=UTC)
    assert given.due_at == datetime(2099, 7, 2, 21, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "says"),
    [
        ("2099-07-01T08:00", "not after it opens"),
        ("2099-03-29T02:30", "They show 2099-03-29 03:30 then"),
        ("2099-10-25T02:30", "comes twice that day"),
        ("0001-01-01T00:00", "between 2000 and 2100"),
        ("9999-12-31T23:59", "between 2000 and 2100"),
        ("soon", "a day and a time, such as 2027-01-31 18:00"),
    ],
)
def test_a_due_date_that_cannot_be_is_refused_at_its_field(teacher, page, good, due, says):
    sent = {"cases": ["good"], **LATE, "due_at": due}

    said = refused(teacher.post(f"{page}assign/", sent))

    assert says in said.split('id="id_due_at"')[1]
    assert 'value="good" checked' in said


def test_assign_nothing_or_what_is_not_there(teacher, page, good):
    assert "Tick at least one case." in refused(teacher.post(f"{page}assign/", LATE))
    refused(teacher.post(f"{page}assign/", {"cases": ["none"], **LATE}))


def test_without_a_release_the_page_says_so(teacher, page, db):
    for each in ("assign/", "assign/tests/"):
        assert teacher.get(f"{page}{each}").status_code in (404, 409)


def sent(client, page: str, **changed: str) -> dict[str, object]:
    """The form of the tests as it stands, with some fields changed."""
    forms = client.get(page).context["asked"]
    fields = {
        form.add_prefix(name): form[name].value() or ""
        for form in forms.tests
        for name in ("wanted", "opens_at", "due_at")
    }
    times = {
        name: f"{value:%Y-%m-%dT%H:%M}"
        for name, value in fields.items()
        if isinstance(value, datetime)
    }
    return {"beliefs": forms.beliefs["beliefs"].value(), **fields, **times, **changed}


def test_the_three_tests_as_they_are_preset(teacher, group, page, release):
    known = publish_beliefs(11)
    tests = f"{page}assign/tests/"

    assert teacher.post(tests, sent(teacher, tests))["Location"] == page

    pre, post, later = (group.assignments.get(kind=kind) for kind in ("pre", "post", "later"))
    assert pre.opens_at <= timezone.now() < pre.due_at < post.opens_at < post.due_at
    assert later.opens_at == post.due_at + timedelta(weeks=4)
    assert Class.objects.get().beliefs == known[:10]


def test_ten_beliefs_without_a_test_are_kept(teacher, group, page, release):
    known = publish_beliefs(10)
    said = teacher.post(f"{page}assign/tests/", {"beliefs": known}, follow=True).content.decode()
    assert "you ticked none" in said
    assert Class.objects.get().beliefs == known
    assert not group.assignments.exists()


def test_ten_beliefs_and_no_other_number(teacher, page, release):
    known = publish_beliefs(11)
    tests = f"{page}assign/tests/"

    said = refused(teacher.post(tests, sent(teacher, tests, beliefs=known)))

    assert "Choose ten: you have ticked 11." in said


def test_the_last_test_needs_a_time_where_there_is_none_to_count_from(teacher, page, release):
    publish_beliefs(10)
    tests = f"{page}assign/tests/"
    fields = {**sent(teacher, tests), "post-due_at": "never"}
    del fields["post-wanted"]  # and what is not ticked may be as it is

    assert "Say when: the test after" in refused(teacher.post(tests, fields))


def test_the_last_test_is_not_due_before_it_opens_by_itself(teacher, group, page, release):
    """Four weeks after the test after, whether that is assigned with it or was before."""
    publish_beliefs(10)
    tests = f"{page}assign/tests/"
    soon = f"{timezone.now() + timedelta(days=30):%Y-%m-%dT%H:%M}"
    fields = {**sent(teacher, tests), "later-due_at": soon}
    says = "This is not after it opens"

    assert says in refused(teacher.post(tests, fields))
    assign(group, Kind.POST)
    assert teacher.post(tests, fields)["Location"] == page
    assert group.assignments.get(kind="later").due_at


def test_beliefs_are_fixed_once_a_test_is_begun(teacher, group, page, ada, release):
    known = publish_beliefs(11)
    tests = f"{page}assign/tests/"
    teacher.post(tests, sent(teacher, tests))
    begun(group.assignments.get(kind=Kind.PRE), ada)

    assert "the ten beliefs are fixed" in teacher.get(tests).content.decode()
    teacher.post(tests, {"beliefs": known[1:]})

    assert Class.objects.get().beliefs == known[:10]


def test_too_few_items_are_told(teacher, page, release):
    publish_beliefs(2)
    response = teacher.get(f"{page}assign/tests/")
    assert response.status_code == 409
    assert "not enough test items" in response.content.decode()


def test_edit_close_reopen_and_remove(teacher, group, page, ada):
    given = assign(group, Kind.PRE)
    own = f"{page}assignments/{given.pk}/"
    teacher.post(own, LATE)
    given.refresh_from_db()
    assert given.due_at == datetime(2099, 7, 2, 21, 59, tzinfo=UTC)
    assert 'value="2099-07-02T23:59"' in teacher.get(own).content.decode()
    teacher.post(f"{own}close/")
    given.refresh_from_db()
    assert given.closed_at
    teacher.post(f"{own}reopen/")
    given.refresh_from_db()
    assert not given.closed_at
    sitting = begun(given, ada)
    assert teacher.post(f"{own}remove/").status_code == 409
    assert "cannot be removed" in teacher.get(f"{own}remove/").content.decode()
    sitting.delete()

    teacher.post(f"{own}remove/")

    assert not group.assignments.exists()
