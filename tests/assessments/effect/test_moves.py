"""Moves between two numbers: what counts as one, and how large it is."""

import math

import pytest

from pgx.assessments.effect.moves import NumberMove, is_same


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (3.3, 3.3 * (1 + 1e-13), True),
        (3.3, 3.3 * (1 + 1e-11), False),
        (0.0, 1e-13, True),  # what is left of nothing after a sum
        (0.0, 1e-11, False),
        (None, None, True),
        (None, 0.0, False),
    ],
)
def test_numbers_are_the_same_where_arithmetic_alone_can_differ(before, after, same):
    assert is_same(before, after) is is_same(after, before) is same


def test_a_move_has_a_ratio_where_both_numbers_are_positive():
    assert NumberMove("exposure_ratio", 2.0, 3.0).ratio == 1.5
    assert NumberMove("points", -1.0, 2.0).ratio is None
    assert NumberMove("points", -1.0, 2.0).difference == 3.0


def test_a_move_from_nothing_is_the_largest_and_has_no_difference():
    move = NumberMove("points", None, 2.0)

    assert move.size == math.inf > NumberMove("points", 1e-9, 2.0).size
    assert move.difference is None
    assert move.ratio is None
