"""What is told of the work: no more than is known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pgx.batches import starting
from pgx.batches.models import Batch, Chunk, Part, State
from pgx.batches.progress import progress
from tests.batches.running.test_claims import make_batch

pytestmark = pytest.mark.django_db


def one_of_two_done(owner, **values) -> Batch:
    batch = make_batch(owner, 2, **values)
    Chunk.objects.filter(batch=batch, number=0).update(state=Part.DONE, good=1)
    return batch


def under_way_for(seconds: float) -> dict:
    return {"started_at": timezone.now() - timedelta(seconds=seconds)}


def test_the_rate_and_the_time_left_are_of_the_work_so_far(ada) -> None:
    told = progress(one_of_two_done(ada, **under_way_for(13)))
    assert told.share == pytest.approx(0.65)
    assert told.seconds_left == pytest.approx(7, rel=0.1)
    assert told.rows_per_second == pytest.approx(1 / 13, rel=0.1)


def test_after_a_retry_nothing_is_told_of_a_rate_before_something_is_done(ada) -> None:
    batch = one_of_two_done(ada, state=State.CANCELLED, **under_way_for(13))
    starting.retry(batch)
    told = progress(batch)
    assert (told.rows_per_second, told.seconds_left) == (None, None)
    assert told.share == pytest.approx(0.65)


def test_what_has_stopped_has_no_time_left(ada) -> None:
    told = progress(one_of_two_done(ada, state=State.CANCELLED, **under_way_for(13)))
    assert told.seconds_left is None


def test_a_reading_that_is_tried_again_begins_at_nothing(ada) -> None:
    batch = make_batch(ada, state=State.CANCELLED, bytes_read=1)
    assert progress(batch).share > 0
    starting.retry(batch)
    assert progress(batch).share == 0
