"""Demo accounts, one a role, for a laptop only: `make run` calls this."""

import secrets
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from pgx.accounts.models import Role, User


class Command(BaseCommand):
    """Create one account a role; print each password once, when it is made."""

    help = "Create the demo accounts (learner, instructor, curator, administrator)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the missing ones and print `name  password` for each."""
        for role in Role:
            password = create_demo_account(role)
            if password:
                self.stdout.write(f"{role.value:15}{password}")


@transaction.atomic
def create_demo_account(role: Role) -> str | None:
    """Make the demo account of a role; its password, or None where it exists already."""
    if User.objects.filter(username=role.value).exists():
        return None
    password = secrets.token_urlsafe(9)
    user = User.objects.create_user(role.value, password=password)
    user.groups.add(Group.objects.get(name=role.value))
    if role is Role.ADMINISTRATOR:
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
    return password
