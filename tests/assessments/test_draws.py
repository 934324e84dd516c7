import itertools

import pytest

from pgx.assessments.assess import assess
from pgx.assessments.draws import DrawsInTime
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Question, Regimen
from pgx.science import uncertainty

ESCITALOPRAM, SERTRALINE = Regimen("escitalopram", 10), Regimen("sertraline", 50)


def question(draws, *regimens):
    return Question({"CYP2C19": "*2/*2"}, regimens=regimens, draws=draws, detail="full")


def refused(draws):
    with pytest.raises(QuestionRefused) as caught:
        draws()
    (error,) = caught.value.errors
    return error


@pytest.fixture
def ticking(monkeypatch, settings):
    """A clock that goes on by a second each time that it is looked at, and 100 draws a look."""
    seconds = itertools.count()
    monkeypatch.setattr(DrawsInTime.__init__, "__defaults__", (1, lambda: float(next(seconds))))
    monkeypatch.setattr(uncertainty, "BLOCK", 100)
    settings.MONTE_CARLO_SECONDS = 4


def test_draws_that_take_too_long_are_refused_with_the_number_that_fits(release, ticking):
    error = refused(lambda: assess(question(1000, ESCITALOPRAM)))
    assert (error.field, error.code) == ("draws", "draws_took_too_long")
    assert error.message == "So many draws take longer than 4 seconds."
    assert error.hint == "About 300 would fit."  # 4 blocks of 100 in time, less a margin


def test_the_draws_that_the_hint_names_fit(release, ticking):
    answer = assess(question(300, ESCITALOPRAM))
    assert answer.results[0].monte_carlo.draws == 300


def test_all_regimens_of_a_question_share_the_time(release, ticking):
    error = refused(lambda: assess(question(300, ESCITALOPRAM, SERTRALINE)))
    assert error.hint == "About 100 would fit."  # 4 of the 6 blocks: 200 of each, less a margin


def test_where_nothing_fits_the_hint_names_no_number(release, ticking, settings):
    settings.MONTE_CARLO_SECONDS = 1
    error = refused(lambda: assess(question(1000, ESCITALOPRAM)))
    assert error.hint == "Ask for 0 draws, or later."


def test_draws_in_time_do_not_depend_on_the_blocks(release, monkeypatch):
    whole = assess(question(500, ESCITALOPRAM)).results[0].monte_carlo
    monkeypatch.setattr(uncertainty, "BLOCK", 70)
    assert assess(question(500, ESCITALOPRAM)).results[0].monte_carlo == whole
