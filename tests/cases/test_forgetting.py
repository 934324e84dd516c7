"""What nobody needs any more is swept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pgx.accounts.models import User
from pgx.cases import classes
from pgx.cases.forgetting import sweep_classes, sweep_codes
from pgx.cases.models import Class, JoinCode

pytestmark = pytest.mark.django_db


def test_join_codes_go_some_time_after_they_ended(ada):
    spring = classes.make(ada, "Spring")
    first, second = spring.codes.get(), classes.new_code(spring)

    assert sweep_codes(timezone.now()) == 0
    assert sweep_codes(first.made_at + timedelta(days=31)) == 1  # the first was revoked
    assert JoinCode.objects.get() == second
    assert sweep_codes(second.expires_at + timedelta(days=29)) == 0
    assert sweep_codes(second.expires_at + timedelta(days=31)) == 1


def test_classes_go_in_which_nobody_is_any_more(ada):
    lin = User.objects.create_user("lin")
    empty, learning = classes.make(ada, "Spring"), classes.make(ada, "Autumn")
    classes.join(lin, learning.codes.get().code)
    assert sweep_classes(timezone.now()) == 0
    ada.delete()

    assert sweep_classes(timezone.now()) == 1
    assert list(Class.objects.all()) == [learning]
    assert not Class.objects.filter(pk=empty.pk).exists()
    lin.delete()
    assert sweep_classes(timezone.now()) == 1
