"""An attempt is replayed from what is stored: branches, runs, the order of options."""

from pgx.assessments.errors import QuestionRefused
from pgx.cases.models import Result
from pgx.cases.playing import Play, Player, begin, give, results
from pgx.science.recommendation import CATEGORIES
from tests.cases.making import begun
from tests.cases.playing.test_answering import answered


def to_the_run(number: str, tests: str = "cyp") -> Play:
    play = answered(begun(Player(visitor=number + tests)), "history")
    give(play, "order", {"tests": [tests]})
    give(Play(play.attempt), "guess", {"number": [number], "confidence": ["sure"]})
    give(Play(play.attempt), "run", {})
    return Play(play.attempt)


def test_current_follows_the_belief_that_a_number_shows(release):
    assert to_the_run("100").current.id == "visit"


def test_current_follows_a_value_of_what_was_ordered(release):
    assert to_the_run("86.7").current.id == "choice"
    # Without the test the exposure is the reference's, so the branch by value is not taken.
    untested = to_the_run("86.7", "nothing")
    assert untested.values["exposure"].number == 1
    assert [step.id for step in untested.reached][-1] == "choice"


def test_runs_are_asked_once_and_told_from_what_is_stored(release, monkeypatch):
    play = answered(begun(), "history", "order")
    said = play.values["known/occupancy.SERT"].text
    assert Result.objects.filter(attempt=play.attempt, run="known").exists()

    def broken(*_args, **_more):
        raise QuestionRefused([])

    monkeypatch.setattr("pgx.cases.running.assess", broken)
    assert Play(play.attempt).values["known/occupancy.SERT"].text == said


def test_runs_before_an_order_are_not_kept(release):
    play = begun()
    assert play.values["exposure"].number == 1
    assert not Result.objects.exists()


def test_runs_of_two_tabs_keep_the_first(release):
    play = answered(begun(), "history", "order")
    one, other = Play(play.attempt), Play(play.attempt)
    stored = one.runs["known"]
    Result.objects.filter(run="known").update(packed=results.pack(results.encode(stored)))
    assert other.runs["known"].results[0].drug == stored.results[0].drug
    assert Result.objects.filter(run="known").count() == 1


def test_shuffled_is_the_same_in_every_look(release):
    play = begun()
    items = list(range(20))
    step = play.case.step("visit")

    assert play.shuffled(items, step) == Play(play.attempt).shuffled(items, step) != items


def test_regimens_stand_by_category_then_name(release):
    play = to_the_run("86.7")

    found = [(each.recommendation.category, each.name) for each in play.regimens(play.current)]

    assert found == sorted(found, key=lambda each: (CATEGORIES.index(each[0]), each[1]))
    assert len({category for category, _name in found}) == 2


def test_begin_again_goes_on_with_what_has_no_answer(release):
    play = begun()

    assert begin(Player(visitor="somebody"), "good") == play.attempt
    give(play, "history", {})
    assert begin(Player(visitor="somebody"), "good") != play.attempt
