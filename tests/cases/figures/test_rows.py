"""Rows read at once say the same as Django's own."""

from datetime import UTC, datetime

import numpy as np
import pytest

from pgx.cases.figures.rows import Moment, read, seconds
from pgx.cases.models import Kind, Response, Sitting
from tests.cases.figures.making import make_class, sit

TIMES = [
    datetime(2026, 9, 1, 8, 0, 0, 123456, UTC),
    datetime(2026, 9, 1, 8, 0, 0, 100000, UTC),
    datetime(2026, 12, 31, 23, 59, 59, 999999, UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(1999, 3, 28, 1, 30, 0, 7, UTC),
]


@pytest.mark.django_db
def test_times_are_those_of_python_to_the_last_bit():
    planted = make_class(1)
    sit(planted, Kind.PRE, np.ones((1, len(TIMES)), int))
    found = Response.objects.order_by("pk")
    for each, time in zip(found, TIMES, strict=True):
        Response.objects.filter(pk=each.pk).update(answered_at=time)

    rows = read(found, "pk", "option", "right", Moment("answered_at"))

    assert [row[:3] for row in rows] == list(found.values_list("pk", "option", "right"))
    assert seconds([row[3] for row in rows]).tolist() == [each.timestamp() for each in TIMES]


@pytest.mark.django_db
def test_a_time_that_is_not_there_is_none():
    planted = make_class(1)
    sit(planted, Kind.PRE, np.array([[1, -1]]))

    assert read(Sitting.objects.order_by(), Moment("finished_at")) == [(None,)]
