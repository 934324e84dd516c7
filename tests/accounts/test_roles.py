import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from pgx.accounts import roles
from pgx.accounts.models import Role, User

pytestmark = pytest.mark.django_db


def codes(role: Role) -> set[str]:
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_every_new_account_is_a_learner(ada):
    call_command("createsuperuser", "--noinput", username="root", email="")
    for user in User.objects.all():
        assert [group.name for group in user.groups.all()] == ["learner"]


def test_an_account_that_is_saved_again_keeps_its_roles(ada):
    ada.groups.set([])
    ada.save()
    assert not ada.groups.exists()


def test_roles_have_their_permissions_after_migrations(ada):
    assert "use_tokens" in codes(Role.LEARNER)
    assert {"view_user", "change_user"} <= codes(Role.ADMINISTRATOR)
    assert ada.has_perm("accounts.use_tokens")
    assert not ada.has_perm("accounts.change_user")


def test_apply_permissions_puts_the_table_back(monkeypatch):
    learner = Group.objects.get(name=Role.LEARNER)
    learner.permissions.set(Permission.objects.filter(codename__in=["delete_user", "add_release"]))
    monkeypatch.setitem(roles.PERMISSIONS, Role.CURATOR, set())
    roles.grant(Role.CURATOR, "accounts.view_user")

    for _time in range(2):
        roles.apply_permissions(apps.get_app_config("accounts"))

    assert codes(Role.LEARNER) == {"use_tokens", "add_release"}  # another app's is not touched
    assert codes(Role.CURATOR) == {"view_user", "use_desk"}


def test_whoever_administers_may_open_the_admin_and_who_no_longer_does_may_not(ada):
    administrators = Group.objects.get(name=Role.ADMINISTRATOR)

    ada.groups.add(administrators)
    assert User.objects.get(pk=ada.pk).is_staff

    ada.groups.remove(administrators)
    assert not User.objects.get(pk=ada.pk).is_staff
