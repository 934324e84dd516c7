from hypothesis import given
from hypothesis import strategies as st

from pgx.science.columns import Column, together

words = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1)


@given(words)
def test_of_gives_back_every_value(values):
    column = Column.of(values)

    assert [column[i] for i in range(len(column))] == values
    assert len(set(column.distinct)) == len(column.distinct)


@given(words)
def test_map_calls_once_a_distinct_value(values):
    seen = []

    Column.of(values).map(seen.append)

    assert sorted(seen) == sorted(set(values))


@given(words)
def test_together_pairs_subject_by_subject(values):
    pairs = together([Column.of(values), Column.of(values[::-1])])

    assert [pairs[i] for i in range(len(pairs))] == list(zip(values, values[::-1], strict=True))
