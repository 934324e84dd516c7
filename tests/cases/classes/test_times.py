"""Times by the clocks of a class, in the nights when they jump too."""

from datetime import UTC, datetime

import pytest

from pgx.cases.classes.times import ComesTwice, NoSuchTime, instant, on_the_clock, time_zones

BERLIN = "Europe/Berlin"


def test_instant_by_the_clocks_of_the_zone():
    moment = instant(datetime(2026, 7, 1, 23, 59), BERLIN)

    assert moment == datetime(2026, 7, 1, 21, 59, tzinfo=UTC)
    assert on_the_clock(moment, BERLIN) == datetime(2026, 7, 1, 23, 59)


def test_instant_in_an_hour_that_does_not_come():
    with pytest.raises(NoSuchTime) as refused:
        instant(datetime(2026, 3, 29, 2, 30), BERLIN)

    assert refused.value.instead == datetime(2026, 3, 29, 3, 30)


def test_instant_in_an_hour_that_comes_twice():
    with pytest.raises(ComesTwice):
        instant(datetime(2026, 10, 25, 2, 30), BERLIN)
    assert instant(datetime(2026, 10, 25, 3, 0), BERLIN) == datetime(2026, 10, 25, 2, tzinfo=UTC)


def test_time_zones_begin_with_utc():
    zones = time_zones()

    assert zones[0] == "UTC"
    assert {BERLIN, "America/New_York", "Asia/Kolkata"} <= set(zones)
    assert len(set(zones)) == len(zones) > 300
