"""Nobody raises the own rights, and a superuser's account is a superuser's business."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from pgx.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    user = User.objects.create_user("adm", is_staff=True)
    user.groups.add(Group.objects.get(name="administrator"))
    return user


@pytest.fixture
def signed_in(administrator, client) -> Client:
    client.force_login(administrator)
    return client


def change(client: Client, user: User, **fields: object) -> int:
    body = {"username": user.username, "is_active": "on", "email": "", **fields}
    return client.post(f"/admin/accounts/user/{user.pk}/change/", body).status_code


def test_administrator_gives_roles(signed_in, ada):
    curator = Group.objects.get(name="curator")
    assert change(signed_in, ada, groups=[curator.pk]) == 302
    assert list(ada.groups.all()) == [curator]


def test_administrator_makes_nobody_a_superuser(signed_in, administrator, ada):
    instructor = Group.objects.get(name="instructor")
    for user in (administrator, ada):
        assert change(signed_in, user, is_superuser="on", groups=[instructor.pk]) == 302
        user.refresh_from_db()
        assert not user.is_superuser
    assert not administrator.groups.filter(name="instructor").exists()


def test_administrator_leaves_superusers_alone(signed_in):
    root = User.objects.create_superuser("root")
    assert change(signed_in, root, username="mine") == 403
    assert signed_in.post(f"/admin/accounts/user/{root.pk}/password/").status_code == 403
    assert signed_in.post(f"/admin/accounts/user/{root.pk}/delete/").status_code == 403


def test_remove_second_factor_of_whom_one_may_change(signed_in, ada):
    root = User.objects.create_superuser("root")
    for user in (ada, root):
        Authenticator.objects.create(user=user, type="totp", data={})
    body = {"action": "remove_second_factor", "_selected_action": [ada.pk, root.pk]}
    assert signed_in.post("/admin/accounts/user/", body).status_code == 302
    assert [each.user for each in Authenticator.objects.all()] == [root]


def test_a_learner_has_no_way_in(client, ada):
    client.force_login(ada)
    assert client.get("/admin/accounts/user/", follow=True).status_code == 403
