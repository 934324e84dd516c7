"""What is stored about an account, for whoever it belongs to."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from pgx import notice
from pgx.accounts.models import User

Collector = Callable[[User], Any]
COLLECTORS: dict[str, Collector] = {}


def register(name: str, collect: Collector) -> None:
    """Let an app add what it stores of a user, as plain values, under a name."""
    COLLECTORS[name] = collect


def collect_own_data(user: User) -> dict[str, Any]:
    """Everything that is stored about the user, by name; secrets only as their existence."""
    stored = {name: collect(user) for name, collect in sorted(COLLECTORS.items())}
    return {"notice": str(notice.NOTICE_SHORT), "account": _account(user), **stored}


def _account(user: User) -> dict[str, Any]:
    return {
        "username": user.username,
        "email": user.email,
        "roles": list(user.groups.values_list("name", flat=True)),
        "member_since": user.date_joined,
        "last_signed_in": user.last_login,
        "email_addresses": _rows(EmailAddress, user, "email", "verified", "primary"),
        "institutions": _rows(SocialAccount, user, "provider", "uid", "date_joined", "last_login"),
        "second_factors": _rows(Authenticator, user, "type", "created_at", "last_used_at"),
        "tokens": list(
            user.auth_token_set.values(
                "name", "token_key", "scopes", "created", "expiry", "last_used"
            )
        ),
    }


def _rows(model: Any, user: User, *fields: str) -> list[dict[str, Any]]:
    rows: QuerySet = model.objects.filter(user=user)
    return list(rows.values(*fields))
