"""Whose an attempt is: an account's or a visitor's, and kept by signing in."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from pgx.accounts.own_data import collect_own_data
from pgx.cases import drafts, own_data, visitors
from pgx.cases.models import Attempt
from pgx.cases.playing import NoAttempt, NotPlayable, Player, begin, find, give
from pgx.cases.playing.attempts import attempts_of, try_out
from tests.cases.making import begun, publish_good


def test_find_is_for_whoever_began(release, ada):
    mine, visited = begun(Player(ada)).attempt, begun().attempt

    assert find(Player(ada), mine.pk) == mine
    assert find(Player(visitor="somebody"), visited.pk) == visited
    others = [(Player(ada), visited), (Player(visitor="somebody"), mine), (Player(), visited)]
    for player, attempt in others:
        with pytest.raises(NoAttempt):
            find(player, attempt.pk)


def test_find_with_a_nul_is_nothing(release):
    with pytest.raises(NoAttempt):
        find(Player(visitor="somebody"), "\0")


@pytest.mark.parametrize(("case", "is_known"), [("nothing", False), ("good", True)])
def test_begin_what_cannot_be_played(release, monkeypatch, case, is_known):
    publish_good()
    monkeypatch.setattr("pgx.cases.published.standing", lambda *_: ("a fault",))

    with pytest.raises(NotPlayable) as refused:
        begin(Player(visitor="somebody"), case)

    assert refused.value.is_known is is_known


def test_keep_played_gives_the_account_what_the_visitor_began(release, ada, rf):
    request = rf.get("/")
    request.session = SessionStore()
    request.session[visitors.KEY] = "somebody"
    attempt = begun().attempt

    visitors.keep_played(request=request, user=ada)

    assert find(Player(ada), attempt.pk) == attempt
    assert visitors.KEY not in request.session


def test_trials_are_not_among_attempts(release, ada):
    draft = drafts.begin(publish_good(), "Shorter", ada)
    attempt = try_out(Player(ada), draft, release.version)

    assert find(Player(ada), attempt.pk) == attempt
    assert not attempts_of(Player(ada)).exists()


def test_sweep_deletes_old_attempts_of_visitors_alone(release, ada, settings):
    kept, new, old = begun(Player(ada)).attempt, begun().attempt, begun(Player(visitor="b")).attempt
    long_ago = timezone.now() - timedelta(days=settings.KEEP_VISITS_DAYS, minutes=1)
    Attempt.objects.filter(pk__in=[kept.pk, old.pk]).update(begun_at=long_ago)

    assert own_data.sweep(timezone.now()) == 1
    assert set(Attempt.objects.all()) == {kept, new}


def test_own_data_has_the_answers(release, ada):
    give(begun(Player(ada)), "history", {})

    [attempt] = collect_own_data(ada)["attempts"]

    assert (attempt["case"], attempt["release"]) == ("good", release.version)
    assert [each["step"] for each in attempt["answers"]] == ["history"]
