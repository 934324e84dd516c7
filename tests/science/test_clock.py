import numpy as np
import pytest

from pgx.science.clock import Clock, product

CLOCK = Clock(84.0, 0.03)


@pytest.mark.parametrize("tau", [0.5, 4.0, 21.0])
def test_relax_step_input_is_the_exponential(tau):
    state = CLOCK.relax(np.ones((1, len(CLOCK.days))), tau)

    assert state[0] == pytest.approx(1 - np.exp(-CLOCK.days / tau), abs=5e-6)


def test_relax_with_a_rate_is_faster_by_that_factor():
    target = np.ones((2, len(CLOCK.days)))
    rate = np.array([[1.0], [3.0]]) * target

    state = CLOCK.relax(target, 6.0, rate)

    assert state == pytest.approx(
        np.vstack([CLOCK.relax(target[:1], 6.0), CLOCK.relax(target[:1], 2.0)]), abs=1e-9
    )


def test_read_between_and_on_the_points():
    days = np.array([0.0, 1.0, 7.5, 84.0])

    state = CLOCK.read(np.exp(-CLOCK.days / 10)[None], days)

    assert state[0] == pytest.approx(np.exp(-days / 10), abs=1e-9)
    assert CLOCK.read(CLOCK.days[None], CLOCK.days)[0] == pytest.approx(CLOCK.days)


@pytest.mark.parametrize("subjects", [1, 7, 63, 64, 65, 500])
def test_product_of_a_row_is_the_same_to_the_last_bit_among_any_others(subjects):
    rng = np.random.default_rng(1)
    rows, matrix = rng.random((500, 33)), rng.random((33, 33))
    everything = product(rows, matrix)

    for start in range(0, 500 - subjects + 1, 50):
        some = slice(start, start + subjects)
        assert (product(rows[some], matrix) == everything[some]).all()
    assert everything == pytest.approx(rows @ matrix)
