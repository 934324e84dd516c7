"""A token for tests, made as the account page makes one."""

from datetime import timedelta

from django.contrib.auth import get_user_model


def make_token(*scopes: str, user=None) -> str:
    """The secret of a new token, of a new account where none is given."""
    from pgx.accounts.tokens import create_token

    user = user or get_user_model().objects.create_user(f"owner-of-{'-'.join(scopes)}")
    _, secret = create_token(user, "of a test", list(scopes), timedelta(days=1))
    return secret
