"""Days as a learner counts them: in the time zone of their class."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from pgx.accounts.models import User
from pgx.cases.models import Class


def zone_of(learner: User) -> ZoneInfo:
    """The time zone of the class that the learner joined last, or the server's."""
    joined = Class.objects.filter(memberships__learner=learner, memberships__left_at=None)
    names = joined.order_by("-memberships__joined_at").values_list("time_zone", flat=True)
    return ZoneInfo(names.first() or settings.TIME_ZONE)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time.min, zone)


def bounds(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the day of a moment begins, and when the next."""
    today = now.astimezone(zone).date()
    return start_of(today, zone), start_of(today + timedelta(days=1), zone)
