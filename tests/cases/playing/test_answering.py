"""An answer stands once, whoever sends it again; nothing is answered out of turn."""

import pytest

from pgx.cases.models import Answer
from pgx.cases.playing import AnswerRefused, NotNow, Play, give
from tests.cases.making import begun, classes


def answered(play: Play, *steps: str) -> Play:
    """The attempt after the first class of answer to each of these steps."""
    for step in steps:
        _name, sent = next(iter(classes(play, play.case.step(step))))
        give(play, step, sent)
        play = Play(play.attempt)
    return play


def test_give_twice_keeps_the_first_answer(release):
    play = answered(begun(), "history")
    give(play, "order", {"tests": ["cyp"]})

    again = give(Play(play.attempt), "order", {"tests": ["nothing"]})

    assert again.given == {"tests": ["cyp"]}
    assert Answer.objects.count() == 2


def test_give_from_two_tabs_lets_the_first_stand(release):
    """Both tabs looked before either answered: the database decides."""
    one, other = (Play(answered(begun(), "history").attempt) for _ in range(2))
    other.attempt = one.attempt
    assert other.current.id == one.current.id == "order"

    first = give(one, "order", {"tests": ["nothing"]})
    second = give(other, "order", {"tests": ["cyp"]})

    assert (first.pk, first.given) == (second.pk, second.given)


def test_give_out_of_turn_says_which_step_comes(release):
    with pytest.raises(NotNow) as refused:
        give(begun(), "guess", {"number": ["50"], "confidence": ["sure"]})
    assert refused.value.step == "history"


def test_give_a_bad_answer_stores_nothing(release):
    play = answered(begun(), "history", "order")

    with pytest.raises(AnswerRefused):
        give(play, "guess", {"number": ["101"], "confidence": ["sure"]})

    assert [each.step for each in Play(play.attempt).answers] == ["history", "order"]


def test_give_a_number_stores_how_it_was_judged(release):
    play = answered(begun(), "history", "order")

    found = give(play, "guess", {"number": ["100"], "confidence": ["sure"]}).found

    assert (found["as"], found["right"], found["beliefs"]) == ("M01", False, ["M01"])
    assert found["next"] == "run"
    assert found["among"]["M01"] == pytest.approx(100)


def test_after_the_debrief_nothing_comes(release):
    play = answered(begun(), "history", "order")
    give(play, "guess", {"number": ["100"], "confidence": ["sure"]})
    play = answered(Play(play.attempt), "run", "visit", "end")

    assert play.current is None
    with pytest.raises(NotNow):
        give(play, "choice", {"drug": ["sertraline"]})
