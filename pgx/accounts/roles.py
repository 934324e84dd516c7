"""Roles and what they may do: one table, applied to the groups after every migration."""

from collections import defaultdict
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Group, Permission

from pgx.accounts.models import Role, User

# Every account is a learner too, so the others only list what they may do beyond that.
PERMISSIONS: dict[Role, set[str]] = defaultdict(
    set,
    {
        Role.LEARNER: {"accounts.use_tokens"},
        Role.ADMINISTRATOR: {
            "accounts.view_user",
            "accounts.add_user",
            "accounts.change_user",
            "accounts.delete_user",
        },
    },
)


def grant(role: Role, *permissions: str) -> None:
    """Give a role more permissions ("app.codename"); an app calls this when it is ready."""
    PERMISSIONS[role].update(permissions)


def apply_permissions(sender: AppConfig, **_: Any) -> None:
    """Signal of a migrated app: the groups have exactly this table's permissions of that app."""
    of_app = Permission.objects.filter(content_type__app_label=sender.label)
    for group in Group.objects.filter(name__in=Role.values):
        names = (name.split(".") for name in PERMISSIONS[Role(group.name)])
        wanted = of_app.filter(codename__in=[code for app, code in names if app == sender.label])
        group.permissions.remove(*of_app.exclude(pk__in=wanted))
        group.permissions.add(*wanted)


def open_admin(
    instance: User, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    """Signal of an account's roles: who becomes an administrator may open the admin, and who no
    longer is one may not.
    """
    if reverse or action not in ("post_add", "post_remove"):
        return
    if Group.objects.filter(pk__in=pk_set or (), name=Role.ADMINISTRATOR).exists():
        instance.is_staff = action == "post_add" or instance.is_superuser
        User.objects.filter(pk=instance.pk).update(is_staff=instance.is_staff)


def make_learner(instance: User, created: bool, raw: bool = False, **_: Any) -> None:
    """Signal of a saved account: a new one is a learner, however it came about."""
    if created and not raw:
        instance.groups.add(Group.objects.get(name=Role.LEARNER))
