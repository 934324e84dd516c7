"""What all items have together: who goes by a cue, and which beliefs lack items."""

import pytest

from pgx.cases.items.cues import right, scores
from pgx.cases.items.reading import read_file
from pgx.cases.items.together import Together
from tests.cases.items.making import SMALL_FILES


@pytest.fixture(scope="module")
def small(ground):
    return Together([read_file(path).content for path in SMALL_FILES], ground)


def test_missing_names_beliefs_without_items_and_cues_that_tell_the_key(small):
    first, *cues = small.missing()
    assert first.startswith("no items that hold for M02, M03, M04, M06")
    assert "M01" not in first and "M05" not in first
    assert not any("first" in cue for cue in cues)


def item_with_key(small, place):
    """An item whose key stands at a place of its file."""
    item = small.items[0]
    options = [option for option in item.options if not option.right]
    options.insert(place, next(option for option in item.options if option.right))
    return item.model_copy(update={"options": options})


@pytest.mark.parametrize(
    "player, options, place, score",
    [
        ("first", ["a", "b", "c"], 0, 1.0),
        ("first", ["a", "b", "c"], 1, 0.0),
        ("longest", ["aa", "bb", "c"], 0, 0.5),
        ("shortest", ["aa", "bb", "c"], 2, 1.0),
        ("middle", ["aaa", "aa", "a"], 1, 1.0),
        ("middle", ["aa", "aa", "a"], 2, 0.0),
        ("hedged", ["it may", "it is", "it was"], 0, 1.0),
        ("hedged", ["it is", "it has", "it was"], 0, 1 / 3),  # no cue: a guess
        ("not absolute", ["it never is", "it is", "all of it"], 1, 1.0),
        ("not absolute", ["it is", "it has", "all of it"], 1, 0.5),
    ],
)
def test_scores_of_players(small, player, options, place, score):
    item = item_with_key(small, place)
    assert scores([(item, options)])[player] == pytest.approx(score)


def test_right_is_a_share_of_what_the_cue_leaves(small):
    item = item_with_key(small, 1)
    assert right(item, ["a", "b", "c"], lambda options: [True, True, False]) == 0.5
