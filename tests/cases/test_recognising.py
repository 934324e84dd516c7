import pytest

from pgx.cases.recognising import at_week, candidates, recognise
from pgx.cases.values import values_of


def test_the_candidates_are_the_truth_and_what_each_rule_gives(good, ground):
    found = candidates(good.case.step("guess"), values_of(good.case, ground))
    assert found == pytest.approx({"right": 86.71, "M01": 100.0}, abs=0.01)


@pytest.mark.parametrize(
    ("predicted", "shows"),
    [(86, "right"), (91, "right"), (99, "M01"), (94, "other"), (10, "other")],
)
def test_a_number_is_the_candidate_that_is_clearly_the_nearest(predicted, shows):
    assert recognise(predicted, {"right": 86.7, "M01": 100.0}) == shows


def test_two_candidates_alike_recognise_nobody():
    assert recognise(5, {"right": 5, "M04": 5}) == "other"


def test_a_curve_is_judged_at_its_week():
    assert at_week([0, 2, 8], [0, 1.5, 3], 2) == 1.5
