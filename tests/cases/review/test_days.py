"""A day is the learner's: that of the class joined last."""

from datetime import UTC, datetime

from django.utils import timezone

from pgx.cases.models import Membership
from pgx.cases.review.days import bounds, zone_of
from tests.cases.review.making import member


def test_zone_without_a_class_is_the_server_s(ada, settings):
    assert zone_of(ada).key == settings.TIME_ZONE


def test_zone_is_of_the_class_that_was_joined_last_and_not_left(ada):
    for zone in ("Europe/Berlin", "Asia/Tokyo", "America/Lima"):
        last = member(ada, zone)
    Membership.objects.filter(of_class=last).update(left_at=timezone.now())

    assert zone_of(ada).key == "Asia/Tokyo"


def test_bounds_of_the_day_on_which_clocks_change(ada):
    """The night that has an hour less, seen late in the evening of UTC's day before."""
    member(ada, "Europe/Berlin")

    begins, ends = bounds(datetime(2026, 3, 28, 23, 30, tzinfo=UTC), zone_of(ada))

    assert begins == datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert ends == datetime(2026, 3, 29, 22, tzinfo=UTC)
