"""What the desk stores of an account, for whoever it belongs to."""

from typing import Any

from pgx.accounts.models import User


def drafts(user: User) -> list[dict[str, Any]]:
    """The drafts that they began."""
    return list(user.drafts.values("id", "title", "parent__version", "made_at"))


def published(user: User) -> list[dict[str, Any]]:
    """The drafts that they published."""
    return list(user.published_drafts.values("id", "published_as__version"))


def changes(user: User) -> list[dict[str, Any]]:
    """The rows of drafts that they saved last."""
    columns = ("draft_id", "table", "key", "kind", "values", "at")
    return list(user.draft_changes.values(*columns))


def withdrawals(user: User) -> list[dict[str, Any]]:
    """The releases that they withdrew."""
    return list(user.withdrawals.values("release__version", "note", "at"))
