"""Answers in cases that a class was given stand beside those of its tests."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from pgx.cases.classes import join, leave, make
from pgx.cases.figures import exports, gather
from pgx.cases.figures.beliefs import Counted
from pgx.cases.models import Answer, Assignment, Class, Kind, Membership
from pgx.cases.playing import Play, Player, give
from tests.cases.making import begun
from tests.cases.playing.test_answering import answered

pytestmark = pytest.mark.usefixtures("release")


@pytest.fixture
def of(ada) -> Class:
    of = make(ada, "Spring")
    Assignment.objects.create(of_class=of, kind=Kind.CASE, case="good", opens_at=timezone.now())
    return of


@pytest.fixture
def member(of, django_user_model) -> Membership:
    return join(django_user_model.objects.create_user("lin"), of.codes.get().code)


def plays(member: Membership, *ordered: str) -> Play:
    """The first two steps of a case: which tests to order, where `nothing` shows M08."""
    play = answered(begun(Player(member.learner)), "history")
    give(play, "order", {"tests": list(ordered)})
    return Play(play.attempt)


def in_cases(of: Class) -> dict[str, Counted]:
    return {each.belief: each.cases for each in gather(of).beliefs}


def test_a_step_that_could_show_a_belief_counts(of, member):
    plays(member, "nothing")

    assert in_cases(of) == {"M08": Counted(1, 1)}
    plays(member, "cyp")
    assert in_cases(of) == {"M08": Counted(1, 2)}
    assert gather(of).is_told
    assert gather(of).not_begun == ()


def test_what_is_not_assigned_or_was_before_joining_is_no_business_of_the_class(of, member):
    plays(member, "nothing")
    Answer.objects.update(answered_at=member.joined_at - timedelta(days=1))
    assert in_cases(of) == {}
    assert list(csv.DictReader(io.StringIO(b"".join(exports.as_csv(of, False)).decode()))) == []

    plays(member, "nothing")
    assert in_cases(of) == {"M08": Counted(1, 1)}
    of.assignments.all().delete()

    assert in_cases(of) == {}
    assert gather(of).not_begun == (0,)


def test_after_leaving_nothing_counts(of, member):
    plays(member, "nothing")
    leave(member, timezone.now())
    plays(member, "nothing")

    assert in_cases(of) == {"M08": Counted(1, 1)}


def test_a_belief_is_corrected_in_a_case(of, member):
    plays(member, "nothing")
    Answer.objects.update(answered_at=member.joined_at)
    plays(member, "cyp")
    last = Answer.objects.order_by("pk").last()
    Answer.objects.filter(pk=last.pk).update(answered_at=member.joined_at + timedelta(hours=2))
    Answer.objects.exclude(pk=last.pk).update(answered_at=member.joined_at)

    found = gather(of).correction

    assert (found.median, found.learners, found.jumped) == (pytest.approx(7200), 1, 0)


def test_a_row_a_case_answer(of, member):
    plays(member, "nothing")

    text = b"".join(exports.as_csv(of, with_names=True)).decode()
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [row["asked"] for row in rows] == ["good/history", "good/order"]
    assert [(row["kind"], row["pseudonym"]) for row in rows] == [("case", "lin")] * 2
    assert [row["shown"] for row in rows] == ["", "M08"]
    assert [row["right"] for row in rows] == ["", "false"]
