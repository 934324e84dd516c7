"""How far learners are: the first attempt that was finished counts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.classes.assigning import assign, close, move, reopen
from pgx.cases.classes.progress import progress
from pgx.cases.models import Answer, Attempt, Class, Kind
from tests.cases.classes.test_assigning import begun
from tests.cases.making import publish_good


@pytest.fixture
def group(ada) -> Class:
    return classes.make(ada, "Spring")


@pytest.fixture
def lin(db) -> User:
    return User.objects.create_user("lin")


def attempt(learner: User) -> Attempt:
    fields = {"of": publish_good(), "release": "1", "engine": "1", "seed": 1}
    return Attempt.objects.create(learner=learner, **fields)


def answer(of: Attempt, position: int, leads_to: str | None) -> Answer:
    found = {"next": leads_to, "beliefs": [], "right": None}
    return of.answers.create(position=position, step=f"s{position}", given={}, found=found)


def test_a_case_is_begun_then_done_then_late(group, lin):
    given = assign(group, Kind.CASE, "good")
    assert progress([given], [lin.pk]) == {}
    first, other = attempt(lin), attempt(lin)
    answer(first, 0, "more")
    standing = progress([given], [lin.pk])[lin.pk, given.pk]
    assert (standing.of, standing.finished_at) == (other.pk, None)
    last = answer(first, 1, None)
    answer(other, 0, None)

    standing = progress([given], [lin.pk])[lin.pk, given.pk]
    assert (standing.of, standing.finished_at) == (first.pk, last.answered_at)
    assert not standing.is_late

    move(given, given.opens_at - timedelta(days=2), last.answered_at - timedelta(days=1))
    given.refresh_from_db()
    assert progress([given], [lin.pk])[lin.pk, given.pk].is_late


def test_what_is_played_after_closing_does_not_count(group, lin, ada):
    given = assign(group, Kind.CASE, "good")
    early = attempt(lin)
    close(given)
    answer(early, 0, None)
    answer(attempt(ada), 0, None)
    given.refresh_from_db()

    found = progress([given], [lin.pk, ada.pk])

    assert {key: each.finished_at for key, each in found.items()} == {(lin.pk, given.pk): None}
    reopen(given)
    given.refresh_from_db()
    assert len(progress([given], [lin.pk, ada.pk])) == 2


def test_a_test_is_begun_then_done(group, lin, ada):
    given = assign(group, Kind.PRE, due_at=timezone.now() + timedelta(days=1))
    sitting = begun(given, lin)
    assert progress([given], [lin.pk])[lin.pk, given.pk].finished_at is None
    sitting.finished_at = timezone.now()
    sitting.save()

    found = progress([given], [lin.pk, ada.pk])

    assert set(found) == {(lin.pk, given.pk)}
    assert (found[lin.pk, given.pk].of, found[lin.pk, given.pk].is_late) == (sitting.pk, False)


def test_attempts_of_others_and_at_other_cases_do_not_count(group, lin, ada):
    given = assign(group, Kind.CASE, "another")
    of_good = assign(group, Kind.CASE, "good")
    attempt(ada)

    assert progress([given, of_good], [lin.pk]) == {}
    assert set(progress([given, of_good], [lin.pk, ada.pk])) == {(ada.pk, of_good.pk)}
