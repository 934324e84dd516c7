"""The end of a case leads back to the class that it was played for, and costs others nothing."""

import pytest
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.models import Class, Kind
from pgx.cases.playing import Player, begin
from pgx.web.cases.debrief import classes_of
from tests.cases.making import publish_good
from tests.web.cases.test_views import Player as Browser


@pytest.fixture
def group(ada, release) -> Class:
    """A class of ada's that lin learns in, with a case."""
    publish_good()
    made = classes.make(ada, "Spring & sons")
    made.assignments.create(kind=Kind.CASE, case="good", opens_at=timezone.now())
    classes.join(User.objects.create_user("lin"), made.codes.get().code)
    return made


def at_the_end(client) -> Browser:
    played = Browser(client)
    played.to_the_guess()
    played.answer("guess", number="100", confidence="sure")
    played.answer("run")
    played.answer("visit", option="a", confidence="unsure")
    return played


def test_debrief_of_an_assigned_case_leads_back_to_the_class(group, client):
    client.force_login(User.objects.get(username="lin"))
    played = at_the_end(client)
    assert "Done: back to Spring & sons" in played.text("end")

    done = played.answer("end", **{"class": group.pk})

    assert (done.status_code, done["Location"]) == (303, f"/classes/{group.pk}/")
    assert "done" in client.get(done["Location"]).content.decode()
    assert f'href="/classes/{group.pk}/">Back to Spring &amp; sons</a>' in (
        client.get(played.home + "end").content.decode()
    )


def test_debrief_leads_to_the_cases_where_the_class_is_not_the_learners(group, ada, client):
    client.force_login(ada)  # who teaches the class, and plays the case
    played = at_the_end(client)
    assert "Spring" not in played.text("end")
    assert played.answer("end", **{"class": group.pk})["Location"] == "/cases/"


def test_classes_of_what_was_left_closed_or_not_assigned_are_none(group):
    lin = User.objects.get(username="lin")
    attempt = begin(Player(lin), "good")
    assert classes_of(attempt) == [group]

    for changed in ({"closed_at": timezone.now()}, {"closed_at": None}):
        Class.objects.update(**changed)
        assert classes_of(attempt) == ([group] if changed["closed_at"] is None else [])
    group.assignments.update(case="another")
    assert classes_of(attempt) == []
    group.assignments.update(case="good")
    classes.leave(group.memberships.get())
    assert classes_of(attempt) == []


def test_classes_of_an_account_is_one_query_and_of_a_visitor_none(group, django_assert_num_queries):
    mine = begin(Player(User.objects.get(username="lin")), "good")
    theirs = begin(Player(visitor="somebody"), "good")
    with django_assert_num_queries(1):
        classes_of(mine)
    with django_assert_num_queries(0):
        classes_of(theirs)
