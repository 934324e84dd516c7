"""Times as a class names them: on the clocks of its time zone."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

UTC = "UTC"
NO_PLACES = {"Etc", "SystemV", "US", "posix", "right"}  # older names of what has another


class NoSuchTime(Exception):
    """The clocks go forward over this time; `instead` is what they show in its place."""

    def __init__(self, instead: datetime) -> None:
        super().__init__(instead)
        self.instead = instead


class ComesTwice(Exception):
    """The clocks go back over this time, so that it comes twice."""


@cache
def time_zones() -> tuple[str, ...]:
    """The time zones by their names; UTC is the first."""
    named = (each for each in available_timezones() if "/" in each)
    return (UTC, *sorted(each for each in named if each.split("/")[0] not in NO_PLACES))


def instant(on_the_clock: datetime, zone: str) -> datetime:
    """The moment at which the clocks of a time zone show a time.

    Raises NoSuchTime and ComesTwice, where a night is an hour shorter or longer.
    """
    place, first = ZoneInfo(zone), on_the_clock.replace(tzinfo=ZoneInfo(zone), fold=0)
    back = first.astimezone(ZoneInfo(UTC)).astimezone(place)
    if back.replace(tzinfo=None) != on_the_clock:
        raise NoSuchTime(back.replace(tzinfo=None))
    if first.utcoffset() != first.replace(fold=1).utcoffset():
        raise ComesTwice
    return first.astimezone(ZoneInfo(UTC))


def on_the_clock(moment: datetime, zone: str) -> datetime:
    """What the clocks of a time zone show at a moment."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
