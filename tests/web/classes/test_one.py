"""The page of a class: for a learner what is to be done, for an instructor who has not begun."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.classes.assigning import assign, close, move
from pgx.cases.models import Attempt, Kind, Sitting
from tests.cases.classes.test_assigning import begun
from tests.cases.classes.test_progress import answer, attempt

DUE = datetime(2099, 7, 1, 21, 59, tzinfo=UTC)  # 23:59 in Berlin


def shown(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_empty_pages_say_how_to_begin(client, settings, db):
    client.force_login(User.objects.create_user("new"))
    page = shown(client, "/classes/")
    assert "ask your instructor for its join code" in page
    assert "To teach one, make it" in page
    settings.OPEN_CLASSES = False
    assert "To teach one, make it" not in shown(client, "/classes/")
    assert client.get("/classes/new/").status_code == 403


def test_a_learner_sees_what_is_to_be_done(learner, group, page, member, lin):
    given = assign(group, Kind.CASE, "good", due_at=DUE)
    pre = assign(group, Kind.PRE)
    assign(group, Kind.LATER, opens_at=DUE)
    first = shown(learner, page)
    assert "Wed 1 Jul 2099, 23:59" in first
    assert "by the clocks of Europe/Berlin" in first
    assert f'action="{page}tests/{pre.pk}/begin/"' in first
    assert 'action="/cases/good/begin"' in first
    assert first.count("not begun") == 2

    sitting, played = begun(pre, lin), attempt(lin)
    answer(played, 0, None)
    move(given, given.opens_at - timedelta(days=2), timezone.now() - timedelta(days=1))
    after = shown(learner, page)

    assert f'href="/tests/{sitting.pk}/"' in after
    assert f'href="/cases/attempts/{played.pk}/"' in after
    assert "done, late" in after
    assert "“Test before”" in after


def test_what_is_overdue_can_still_be_begun_and_what_is_closed_cannot(learner, group, page, member):
    given = assign(group, Kind.CASE, "good", due_at=timezone.now() + timedelta(hours=1))
    move(given, timezone.now() - timedelta(days=2), timezone.now() - timedelta(days=1))
    overdue = shown(learner, page)
    assert "was due" in overdue
    assert "kept, and marked late" in overdue
    assert "/cases/good/begin" in overdue
    close(given)
    assert "/cases/good/begin" not in shown(learner, page)


def test_learners_are_told_that_nobody_teaches_any_more(learner, page, ada, member):
    assert "ada teaches this class." in shown(learner, page)
    ada.delete()
    page_now = shown(learner, page)
    assert "Nobody teaches this class any more." in page_now
    assert "This class is closed." in page_now


def test_an_instructor_sees_who_has_not_begun(teacher, group, page, member, lin):
    classes.join(User.objects.create_user("mo"), group.codes.get().code)
    assign(group, Kind.CASE, "good")
    attempt(lin)

    said = shown(teacher, page)

    assert "1 of 2 has not begun “A good case”." in said
    assert ">mo</textarea>" in said
    assert "1 of 2 begun, 0 done" in said
    code = group.codes.get().code
    assert f"{code[:4]}-{code[4:]}" in said


def test_a_learner_who_left_is_not_among_the_people(teacher, group, page, member):
    assign(group, Kind.PRE)
    classes.leave(member)

    assert ">lin<" not in shown(teacher, page)


@pytest.fixture
def crowded(group, good):
    """Adds learners who have played something."""
    for kind, case in ((Kind.CASE, "good"), (Kind.PRE, ""), (Kind.POST, "")):
        assign(group, kind, case)
    pre = group.assignments.get(kind=Kind.PRE)

    def crowd(many: int) -> None:
        for n in range(many):
            who = User.objects.create_user(f"learner-{User.objects.count()}")
            classes.join(who, group.codes.get().code)
            answer(attempt(who), 0, None)
            if n % 2:
                begun(pre, who)

    return crowd


def test_pages_ask_the_same_of_the_database_for_any_number(teacher, learner, page, crowded, member):
    pages = [
        *(
            (teacher, f"{page}{each}")
            for each in ("", "assign/", "instructors/", "delete/", "close/")
        ),
        (learner, page),
        (learner, "/classes/"),
        (teacher, "/classes/"),
    ]

    def counted() -> list[int]:
        return [_queries(client, path) for client, path in pages]

    crowded(3)
    counted()  # what is kept in memory is there
    few = counted()
    crowded(27)

    assert counted() == few
    assert max(few) <= 14
    assert Attempt.objects.count() == 30


def _queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_what_comes_first_stands_first(learner, group, page, member, lin):
    """Who begins at the top takes the test before any case; what is done goes down."""
    assign(group, Kind.CASE, "good", due_at=DUE)
    pre = assign(group, Kind.PRE, opens_at=timezone.now() - timedelta(minutes=1), due_at=DUE)
    assign(group, Kind.POST, opens_at=DUE)
    first = shown(learner, page)
    assert "“Test before” first" in first
    assert first.index("tests/") < first.index("/cases/good/begin") < first.index("Test after")

    begun(pre, lin)
    Sitting.objects.update(finished_at=timezone.now())
    after = shown(learner, page)
    assert after.index("/cases/good/begin") < after.index("See the result")
