"""What an answer of a case showed comes up: of accounts, never of trials, and never in its way."""

from pgx.accounts.models import User
from pgx.cases.models import Answer, CaseDraft, ReviewCard
from pgx.cases.playing import Play, Player, give, keep
from pgx.cases.playing.attempts import try_out
from pgx.cases.review import from_cases
from tests.cases.making import GOOD, Sent, begun
from tests.cases.playing.test_answering import answered


def sent(play: Play, guess: Sent) -> Play:
    """The attempt after the right test and this guess."""
    give(answered(play, "history"), "order", {"tests": ["cyp"]})
    give(Play(play.attempt), "guess", guess)
    return Play(play.attempt)


def guessed(play: Play) -> Play:
    """The attempt after a confident answer that shows M01."""
    return sent(play, {"number": ["100"], "confidence": ["sure"]})


def test_an_answer_that_showed_a_belief_brings_it_up(release, ada):
    play = guessed(begun(Player(ada)))

    [card] = ada.review_cards.all()
    assert (card.belief, card.was_sure) == ("M01", True)
    assert card.due_at == play.by_step["guess"].answered_at


def test_an_answer_without_a_belief_brings_nothing_up(release, ada):
    play = sent(begun(Player(ada)), {"number": ["87"], "confidence": ["sure"]})

    assert play.by_step["guess"].found["right"]
    assert not ReviewCard.objects.exists()


def test_a_trial_brings_nothing_up(release, ada):
    draft = CaseDraft.objects.create(case="good", title="a draft", text=GOOD)

    guessed(Play(try_out(Player(ada), draft, release.version)))

    assert Answer.objects.filter(step="guess").exists()
    assert not ReviewCard.objects.exists()


def test_a_visitor_s_errors_come_up_when_the_attempts_are_kept(release, ada):
    play = guessed(begun(Player(visitor="somebody")))
    assert not ReviewCard.objects.exists()

    assert keep("somebody", ada) == 1

    assert User.objects.get(attempts=play.attempt) == ada
    assert ada.review_cards.get().belief == "M01"


def test_an_answer_stands_whatever_happens_here(release, ada, monkeypatch, caplog):
    def broken(*_):
        raise RuntimeError("on purpose")

    monkeypatch.setattr(from_cases, "enter", broken)
    play = guessed(begun(Player(ada)))

    assert play.by_step["guess"].found["beliefs"] == ["M01"]
    assert "is not up for review" in caplog.text
