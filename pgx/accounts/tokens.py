"""Actions on tokens: make, find, note the use, revoke."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone
from knox.crypto import hash_token

from pgx.accounts.models import Scope, Token, User

MOST_TOKENS = 20  # of an account
NOTED_EVERY = timedelta(minutes=1)
log = logging.getLogger(__name__)


class TooManyTokens(Exception):
    """The account has as many tokens as it may have."""


def create_token(
    user: User, name: str, scopes: Iterable[Scope | str], expires: timedelta | None
) -> tuple[Token, str]:
    """A token that ends after so long, and its secret, which is nowhere else.

    Raises TooManyTokens, and ValueError for a scope that there is not.
    """
    wanted = sorted({Scope(scope).value for scope in scopes})
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if user.auth_token_set.count() >= MOST_TOKENS:
            raise TooManyTokens(MOST_TOKENS)
        return Token.objects.create(user, expires, name=name, scopes=wanted)


def find_token(secret: str) -> Token | None:
    """The token of a secret with its user, if both may still be used: one query."""
    return (
        Token.objects.select_related("user")
        .filter(Q(expiry=None) | Q(expiry__gt=timezone.now()))
        .filter(digest=hash_token(secret), user__is_active=True)
        .first()
    )


def note_use(token: Token) -> None:
    """Leave the time of use, at most once a minute; where that fails, the request goes on."""
    now = timezone.now()
    if token.last_used and token.last_used > now - NOTED_EVERY:
        return
    due = Q(last_used=None) | Q(last_used__lte=now - NOTED_EVERY)
    try:
        with transaction.atomic():
            Token.objects.filter(due, pk=token.pk).update(last_used=now)
    except DatabaseError as error:
        log.warning("The use of a token could not be noted: %s", error)


def revoke_token(token: Token) -> None:
    """End a token for good."""
    token.delete()
