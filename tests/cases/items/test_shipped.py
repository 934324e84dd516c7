"""The items that are shipped: no fault, taught by a case, and nothing to be had by guessing."""

import pytest

from pgx.cases.items.checking import check
from pgx.cases.items.cues import CHANCE, OVER_CHANCE, PLAYERS
from pgx.cases.items.reading import read_folder
from pgx.cases.items.together import Together
from pgx.cases.shuffling import shuffled

SEEDS = range(20)


@pytest.fixture(scope="module")
def together(ground):
    """Every item file, as all together."""
    return Together([each.content for each in read_folder()], ground)


def test_the_shipped_items_have_no_fault_and_every_belief_has_its_own(ground):
    found = check(ground)
    assert [str(fault) for fault in found.faults] == []
    assert "176, 123 for tests" in found.summary


@pytest.mark.parametrize("player", PLAYERS)
def test_players_who_go_by_a_cue_score_at_most_chance_and_ten_points(together, player):
    assert together.scores[player] <= CHANCE + OVER_CHANCE


def test_players_who_take_the_first_score_at_most_chance_and_ten_points(together):
    first = [
        bool(shuffled(item.options, seed, item.id)[0].right)
        for item in together.items
        for seed in SEEDS
    ]
    assert sum(first) / len(first) <= CHANCE + OVER_CHANCE


def test_each_item_is_taught_by_the_feedback_or_debrief_of_a_case(together, taught):
    for file in together.files:
        for item in file.items:
            steps = [name for name in item.taught_by if taught.teaches(name, file.belief)]
            assert steps, item.id
