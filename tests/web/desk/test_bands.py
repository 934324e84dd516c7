"""What is said of a number of the validation table."""

from dataclasses import replace

import pytest

from pgx.assessments.effect import TableChange
from pgx.assessments.effect.table import Computed
from pgx.science.validation import Outcome
from pgx.web.desk.bands import rows


@pytest.fixture
def side(knowledge):
    """The first observation with a band from 1 to 2, and a value."""
    row = replace(knowledge.observations[0], low=1.0, high=2.0, relation="within", unit="ratio")

    def side(value, **other):
        own = replace(row, **other)
        return Computed(own, None if value is None else Outcome(own, value, ()))

    return side


@pytest.mark.parametrize(
    ("before", "after", "says", "worse"),
    [
        (1.5, 1.6, "stays in its band", False),
        (1.5, 2.5, "leaves its band", True),
        (2.5, 1.5, "comes into its band", False),
        (2.5, 2.6, "stays outside its band", False),
        (1.5, None, "leaves its band", True),
    ],
)
def test_rows_say_what_happens(side, before, after, says, worse):
    [row] = rows([TableChange(side(before), side(after))])

    assert (row.says, row.is_worse, row.moves) == (says, worse, True)
    assert row.after == ("not computed" if after is None else str(after))


def test_rows_of_one_side_say_so(side):
    gone, new, outside = rows(
        [
            TableChange(side(1.5), None),
            TableChange(None, side(1.5)),
            TableChange(None, side(3.0)),
        ]
    )

    assert (gone.says, gone.is_worse, gone.after) == ("its row is removed", True, "–")
    assert new.says == "a new row, in its band"
    assert outside.says == "a new row, outside its band"


def test_another_band_is_shown_beside_the_old_one(side):
    [row] = rows([TableChange(side(2.5), side(2.5, high=3.0))])

    assert row.band == "1 to 2 → 1 to 3"
    assert row.says == "comes into its band"
    assert row.before == row.after == "2.5"
