"""Classes count the answers of their learners: those of accounts, and of no trial."""

import pytest

from pgx.accounts.models import User
from pgx.cases import classes, drafts
from pgx.cases.models import Class
from pgx.cases.playing import Play, Player, begin, give, keep
from pgx.cases.playing.attempts import try_out
from tests.cases.making import publish_good


@pytest.fixture
def lin(release) -> User:
    publish_good()
    return User.objects.create_user("lin")


@pytest.fixture
def group(ada, lin) -> Class:
    made = classes.make(ada, "Spring")
    classes.join(lin, made.codes.get().code)
    return made


def counted(group: Class) -> int:
    return Class.objects.get(pk=group.pk).changed


def answered(play: Play) -> Play:
    give(play, play.current.id, {})
    return play


def test_an_answer_of_a_learner_counts(group, lin):
    before = counted(group)

    answered(Play(begin(Player(lin), "good")))

    assert counted(group) == before + 1


def test_a_trial_does_not_count(group, lin, release):
    draft = drafts.begin(publish_good(), "a trial", lin)
    before = counted(group)

    answered(Play(try_out(Player(lin), draft, release.version)))

    assert counted(group) == before


def test_what_a_visitor_played_counts_once_an_account_takes_it(group, lin):
    before = counted(group)
    answered(Play(begin(Player(visitor="somebody"), "good")))
    assert counted(group) == before

    keep("somebody", lin)

    assert counted(group) == before + 1
