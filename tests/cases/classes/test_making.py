"""A class is made, closed and deleted."""

import pytest
from django.contrib.auth.models import Group

from pgx.accounts.models import Role, User
from pgx.cases import classes
from pgx.cases.classes import making


def test_make_where_only_instructors_may(ada, settings):
    settings.OPEN_CLASSES = False
    with pytest.raises(classes.MayNotTeach):
        classes.make(ada, "Spring")
    ada.groups.add(Group.objects.get(name=Role.INSTRUCTOR))

    made = classes.make(User.objects.get(pk=ada.pk), "Spring")

    assert list(classes.taught_by(ada)) == [made]


def test_make_no_more_than_there_can_be(ada, monkeypatch):
    monkeypatch.setattr(making, "MOST_CLASSES", 1)
    first = classes.make(ada, "Spring")
    with pytest.raises(classes.TooMany):
        classes.make(ada, "Autumn")
    classes.close(first)

    assert classes.make(ada, "Autumn")


def test_a_class_is_closed_when_its_last_instructor_goes(ada):
    mo = User.objects.create_user("mo")
    made = classes.make(ada, "Spring")
    made.instructors.add(mo)
    ada.delete()
    made.refresh_from_db()
    assert not made.closed_at

    User.objects.filter(pk=mo.pk).delete()

    made.refresh_from_db()
    assert made.closed_at
    assert made.codes.get().revoked_at == made.closed_at


def test_a_class_of_another_is_none(ada):
    made = classes.make(ada, "Spring")
    mo = User.objects.create_user("mo")

    assert classes.find_taught(ada, made.pk) == made
    with pytest.raises(classes.NoClass):
        classes.find_taught(mo, made.pk)
    with pytest.raises(classes.NoClass):
        classes.find_member(ada, made.pk)
