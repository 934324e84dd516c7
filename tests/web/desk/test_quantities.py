"""How a move is written: enough digits to see it, and no more."""

import pytest

from pgx.assessments.effect import NumberMove
from pgx.web.desk.quantities import written


@pytest.mark.parametrize(
    ("quantity", "before", "after", "shown"),
    [
        ("exposure_ratio", 3.3, 5.0, ("×3.3", "×5", "+1.7", "×1.52")),
        ("sert_occupancy", 0.88983, 0.88984, ("88.983 %", "88.984 %", "+0.001", "×1.00")),
        ("points_over_placebo_week_8", 0.5, -0.25, ("0.5 points", "−0.25 points", "−0.75", "")),
        ("relative_response", None, 1.2, ("not modelled", "×1.2", "", "")),
    ],
)
def test_written_shows_old_and_new_apart(quantity, before, after, shown):
    found = written(NumberMove(quantity, before, after))

    assert (found.before, found.after, found.difference, found.ratio) == shown
