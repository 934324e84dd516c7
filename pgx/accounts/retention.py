"""How long accounts, tokens and sessions are kept: sweeps, each of which says how many it took."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from pgx.accounts.models import Role, Token, User


def sweep_tokens(now: datetime) -> int:
    """Remove the tokens that have ended."""
    return _remove(Token.objects.filter(expiry__lte=now))


def sweep_sessions(now: datetime) -> int:
    """Remove the sessions that have ended."""
    return _remove(Session.objects.filter(expire_date__lte=now))


def sweep_accounts(now: datetime) -> int:
    """Remove the accounts that nobody has used for long; never those that run the site.

    Signing in is use, and so is a token of theirs.
    """
    long_ago = now - timedelta(days=settings.KEEP_ACCOUNTS_DAYS)
    unseen = User.objects.alias(seen=Coalesce("last_login", "date_joined")).filter(
        seen__lt=long_ago, is_staff=False, is_superuser=False
    )
    unused = unseen.exclude(auth_token_set__last_used__gte=long_ago)
    return _remove(unused.exclude(groups__name=Role.ADMINISTRATOR))


def _remove(rows: QuerySet) -> int:
    """Delete rows and what hangs on them; how many of their own kind they were."""
    _all, by_kind = rows.delete()
    return by_kind.get(rows.model._meta.label, 0)
