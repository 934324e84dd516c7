"""What a gradebook is told, and how long answers took by a clock that may jump."""

from datetime import timedelta

from django.utils import timezone

from pgx.cases.sittings import Paper, Score, give, score
from pgx.cases.sittings.scoring import durations, whole
from tests.cases.sittings.making import NOON, answer_all, begun, sent

MINUTE = timedelta(minutes=1)


def answered_at(*minutes):
    """A sitting begun at noon, and its answers so many minutes later."""
    sitting = begun()
    sitting.begun_at = NOON
    for position, each in enumerate(minutes):
        give(sitting, position, sent(), NOON + each * MINUTE)
    return Paper(sitting)


def test_score_tells_nothing_before_the_end(release):
    sitting = begun()
    assert score(sitting) == Score(None, 10, None, None, "Initialized")

    give(sitting, 0, sent(), NOON)

    assert score(sitting) == Score(None, 10, None, None, "InProgress")


def test_score_of_a_finished_test(release):
    paper = answer_all(begun(), NOON, wrong=3)

    assert score(paper.sitting) == Score(7, 10, 0.7, NOON, "Completed")


def test_score_of_a_closed_test_counts_all_that_was_asked(release):
    paper = answered_at(1, 2)
    paper.sitting.assignment.closed_at = timezone.now()

    assert score(paper.sitting) == Score(2, 10, 0.2, None, "Completed")


def test_durations_are_from_answer_to_answer(release):
    assert durations(answered_at(1, 1, 3)) == [MINUTE, 0 * MINUTE, 2 * MINUTE]


def test_durations_over_a_jump_are_none(release):
    """Begun at noon, the clock goes back by an hour and later forward again."""
    paper = answered_at(2, -58, -57, 5, 6)

    assert durations(paper) == [2 * MINUTE, None, None, None, MINUTE]


def test_an_answer_before_the_beginning_is_stored_as_it_is(release):
    paper = answered_at(-1)

    assert paper.responses[0].answered_at == NOON - MINUTE
    assert durations(paper) == [None]


def test_whole_is_of_finished_sittings_without_a_jump(release):
    assert whole(answered_at(*range(1, 11))) == 10 * MINUTE


def test_whole_is_none_over_a_jump_or_before_the_end(release):
    assert whole(answered_at(1, 2)) is None


def test_whole_is_none_over_a_jump(release):
    assert whole(answered_at(5, *range(2, 11))) is None
