"""Who asks: a bearer token, and nothing else; there is no session at this door."""

from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication
from rest_framework import exceptions
from rest_framework.request import Request

from pgx.accounts import tokens
from pgx.accounts.models import Token, User


class BadToken(exceptions.AuthenticationFailed):
    """401: there is a token, and it is of no use."""

    default_detail = _(
        "This token is unknown, expired or revoked. Make another one on the page "
        "/account/tokens/, or leave the Authorization header out."
    )
    default_code = "bad_token"


class BearerToken(TokenAuthentication):
    """`Authorization: Bearer <secret>`: gives the user and the token, in one query."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """The user and the token; None without the header. Raises BadToken."""
        try:
            found = super().authenticate(request)
        except (exceptions.AuthenticationFailed, UnicodeDecodeError):
            raise BadToken from None
        if found is None and "Authorization" in request.headers:
            raise BadToken(_("Write the header as Authorization: Bearer and the token."))
        return found

    def authenticate_credentials(self, token: bytes) -> tuple[User, Token]:
        """The user and the token of a secret. Raises BadToken."""
        found = tokens.find_token(token.decode())
        if found is None:
            raise BadToken
        tokens.note_use(found)
        return found.user, found
