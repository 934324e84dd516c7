"""Trials: of a draft as it was, from any step and after any answer, and they count nowhere."""

import re

import pytest

from pgx.cases import drafts
from pgx.cases.drafts import NoSuchTurn
from pgx.cases.drafts.walking import walk
from pgx.cases.own_data import attempts
from pgx.cases.playing import Play, Player
from pgx.cases.playing.attempts import attempts_of
from pgx.cases.reading import FOLDER, read_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["doubling-the-dose", "three-times-the-level", "two-enzymes"])
def test_walk_finds_every_step_and_branch(name, ground):
    file = read_file(FOLDER / f"{name}.yaml")
    found = walk(file, ground)
    assert [each.step for each in found] == file.case.steps
    led = {(each.step.id, turn.leads) for each in found for turn in each.turns}
    for step in file.case.steps:
        assert {(step.id, branch.go) for branch in step.then} <= led, step.id


def test_walk_tells_how_each_answer_is_judged(good, ground):
    (guess,) = (each for each in walk(good, ground) if each.step.id == "guess")
    judged = [(turn.right, turn.beliefs) for turn in guess.turns]
    assert judged == [(True, ()), (False, ("M01",)), (False, ())]
    (run,) = (each for each in walk(good, ground) if each.step.id == "run")
    assert {turn.leads for turn in run.turns} == {"choice", "visit"}


def test_try_out_stands_where_every_turn_leads(draft, curator):
    for stop in drafts.ways(draft):
        assert Play(drafts.try_out(draft, curator, stop.step.id)).current == stop.step
        for number, turn in enumerate(stop.turns):
            play = Play(drafts.try_out(draft, curator, stop.step.id, number))
            assert (play.current.id if play.current else None) == turn.leads
            assert play.answers[-1].found["right"] == turn.right
            assert tuple(play.answers[-1].found["beliefs"]) == turn.beliefs


def test_try_out_refuses_what_the_draft_has_not(draft, curator):
    for step, turn in (("nowhere", None), ("history", 9), ("history", -1)):
        with pytest.raises(NoSuchTurn):
            drafts.try_out(draft, curator, step, turn)


def test_trials_of_two_texts_are_told_apart(draft, curator):
    """What the model says is kept in memory by the text that asks it."""
    said = []
    for dose in ("10", "20"):
        draft = drafts.save(
            draft, re.sub("dose_mg_per_day: [0-9]+", f"dose_mg_per_day: {dose}", draft.text),
            draft.revision, curator,
        )  # fmt: skip
        play = Play(drafts.try_out(draft, curator, "run"))
        said.append(play.values["dose"].text)
    assert said == ["10 mg/day", "20 mg/day"]


def test_a_trial_plays_the_text_as_it_was_and_counts_nowhere(draft, curator):
    attempt = drafts.try_out(draft, curator, "order")
    drafts.save(draft, "nothing that can be read", 0, curator)
    attempt.refresh_from_db()
    assert attempt.is_trial
    assert Play(attempt).case.title == "A good case"
    assert not attempts_of(Player(user=curator)).exists()
    assert [each["version"] for each in attempts(curator)] == [0]
    drafts.delete(draft, 1)
    assert not type(attempt).objects.exists()
