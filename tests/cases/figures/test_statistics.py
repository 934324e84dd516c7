"""The statistics against NumPy's own functions, written otherwise, and against what was planted."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pgx.cases.figures.statistics import (
    DEAD_BELOW,
    Interval,
    bootstrap,
    dead,
    difference,
    difficulty,
    item_rest,
    losses,
    normalised_gain,
    shares,
)

ITEMS, LEARNERS = 10, 60
answered = arrays(np.int8, st.tuples(st.integers(1, 30), st.integers(1, 8)), elements=st.booleans())
scores = st.lists(st.sampled_from(range(ITEMS + 1)), min_size=1, max_size=40)


def scores_of(rng, knows: float, learners: int = LEARNERS) -> np.ndarray:
    """The shares of ten that learners get right who each know so much."""
    return rng.binomial(ITEMS, knows, learners) / ITEMS


@settings(deadline=None)
@given(st.lists(st.booleans(), min_size=1))
def test_difficulty_is_the_share_right(right):
    assert difficulty(right) == pytest.approx(sum(right) / len(right), abs=1e-9)


def test_nothing_answered_has_no_difficulty_and_no_share():
    assert np.isnan(difficulty([]))
    assert np.isnan(shares([], ["a", "b"])).all()
    assert not dead(shares([], ["a", "b"])).any()


@settings(deadline=None)  # on a busy machine
@given(st.data(), answered)
def test_item_rest_is_the_correlation_with_the_others(data, right):
    """Beside `np.corrcoef`, item by item, where not everybody answers everything."""
    mask = data.draw(arrays(bool, right.shape))
    found = item_rest(right, mask)

    for item, correlation in enumerate(found):
        pairs = []
        for row in range(len(right)):
            others = [i for i in np.flatnonzero(mask[row]) if i != item]
            if mask[row, item] and others:
                pairs.append((float(right[row, item]), np.mean(right[row, others])))
        x, y = np.array(pairs).T if pairs else (np.zeros(0), np.zeros(0))
        if len(pairs) < 2 or np.ptp(x) == 0 or np.ptp(y) < 1e-9:
            assert np.isnan(correlation)
        else:
            assert correlation == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)


def test_what_is_learnt_between_two_tests_tells_nobody_apart():
    """Before all fail and after all pass, at random within: only pooled does an item correlate."""
    rng = np.random.default_rng(3)
    right = np.concatenate([rng.random((400, 6)) < p for p in (0.2, 0.8)])
    tests = np.repeat([0, 1], 400)
    mask = np.ones_like(right)

    assert item_rest(right, mask).min() > 0.3
    assert np.abs(item_rest(right, mask, tests)).max() < 0.1


@settings(deadline=None)
@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_shares_of_options(chosen):
    found = shares(chosen, ["a", "b", "c", "d"])

    assert found == pytest.approx([chosen.count(each) / len(chosen) for each in "abcd"], abs=1e-9)
    assert dead(found).tolist() == [chosen.count(e) < DEAD_BELOW * len(chosen) for e in "abcd"]


def test_exactly_five_percent_is_not_dead():
    assert dead(shares(["a"] * 19 + ["b"], ["a", "b", "c"])).tolist() == [False, False, True]


@settings(deadline=None)
@given(st.data(), scores)
def test_gain_is_of_class_means(data, right_before):
    right_after = data.draw(
        st.lists(
            st.sampled_from(range(ITEMS + 1)),
            min_size=len(right_before),
            max_size=len(right_before),
        )
    )
    most = ITEMS * len(right_before)
    assume(sum(right_before) < most)

    found = normalised_gain(np.array(right_before) / ITEMS, np.array(right_after) / ITEMS)

    wanted = (sum(right_after) - sum(right_before)) / (most - sum(right_before))
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_no_gain_where_nothing_was_left_to_learn():
    assert np.isnan(normalised_gain([1, 1], [1, 0.5]))
    assert np.isnan(normalised_gain([], []))
    assert not bootstrap([1, 1], [1, 0.5], 1).is_known
    assert not bootstrap([0.5], [1], 1).is_known


def test_a_planted_gain_of_a_half_is_recovered():
    """Who knows 40 % before and learns half of the rest knows 70 % after."""
    rng = np.random.default_rng(1)
    pre, post = scores_of(rng, 0.4, 4000), scores_of(rng, 0.7, 4000)

    assert normalised_gain(pre, post) == pytest.approx(0.5, abs=0.01)
    found = bootstrap(pre, post, 1)
    assert found.holds(0.5)
    assert found.high - found.low < 0.03


def test_the_interval_is_that_of_the_seed_and_holds_the_truth_in_most_classes():
    rng = np.random.default_rng(7)
    arms = [(scores_of(rng, 0.4), scores_of(rng, 0.7)) for _ in range(400)]

    assert bootstrap(*arms[0], 5) == bootstrap(*arms[0], 5)
    assert bootstrap(*arms[0], 5) != bootstrap(*arms[0], 6)
    held = sum(bootstrap(*arm, 5).holds(0.5) for arm in arms) / len(arms)
    assert 0.91 <= held <= 0.98


def test_equal_arms_differ_as_often_as_the_interval_says():
    """95 % intervals of nothing leave 0 out in about 5 % of 200 pairs.

    By chance alone 200 pairs show 2 to 8 % (binomial, 95 %), and a percentile interval of 60
    learners is a little too narrow: 2 to 9 %.
    """
    rng = np.random.default_rng(4)

    def arm():
        return scores_of(rng, 0.4), scores_of(rng, 0.6)

    shown = sum(difference(arm(), arm(), seed).is_shown for seed in range(200)) / 200

    assert 0.02 <= shown <= 0.09


def test_a_planted_difference_is_found():
    rng = np.random.default_rng(5)

    def arm(after):
        return scores_of(rng, 0.4), scores_of(rng, after)

    pairs = [difference(arm(0.75), arm(0.6), seed) for seed in range(40)]

    assert sum(each.is_shown for each in pairs) >= 39
    assert np.mean([each.value for each in pairs]) == pytest.approx(0.25, abs=0.02)


def test_no_difference_without_a_gain():
    found = difference(([1, 1], [1, 1]), ([0.1, 0.2], [0.5, 0.5]), 1)

    assert np.isnan(found.value)
    assert not found.is_shown


def test_losses_name_learners_and_columns_that_went_down():
    pre = [[1, 1, 0], [0, 0, 1], [1, np.nan, 0]]
    post = [[1, 0, 0], [1, 0, 1], [0, 0, 1]]

    found = losses(pre, post)

    assert (found.learners, found.columns) == (1, (1,))


def test_an_interval_without_ends_holds_nothing():
    assert not Interval(np.nan, np.nan).holds(0.0)
