import numpy as np
import pytest

from pgx.science import response


def test_day_of_half_effect_is_between_the_days_around_it():
    days = np.array([0.0, 7.0, 14.0, 84.0])
    effect = np.array(
        [[0, 1, 3, 4], [0, 2, 3, 4], [0, -1, 0, 0], [0, 1, 1, -1], [0, np.nan, np.nan, np.nan]]
    )

    found = response.day_of_half_effect(days, effect)

    assert found[:2] == pytest.approx([10.5, 7.0])
    assert np.isnan(found[2:]).all()
