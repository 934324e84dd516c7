"""Where allauth asks: who may sign up, what a provider's answer leaves behind, how a code looks."""

import functools
import logging
from typing import Any

import qrcode
import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathImage

from pgx.accounts.models import User
from pgx.client_address import client_address, counted_as

EASY_TO_READ = "abcdefghjkmnpqrstuvwxyz23456789"
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Local accounts: open or closed, under a pseudonym."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "Enter a correct username and password. Capitals count in the password."
        ),
        "looks_like_email": _("Choose a pseudonym, not an e-mail address."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may make a local account (SIGNUP)."""
        return settings.SIGNUP_OPEN

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """The name, if it is free and no address. Raises ValidationError."""
        if "@" in username:
            raise self.validation_error("looks_like_email")
        return super().clean_username(username, shallow)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whom attempts to sign in are counted for; as everywhere, proxies only where trusted."""
        return counted_as(client_address(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return self.get_login_redirect_url(request)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Accounts of an institution: its identifier is kept, and nothing about the person."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Always: whoever set the provider up has decided it; SIGNUP is of local accounts."""
        return True

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """A pseudonym made by chance.

        preferred_username is often a person's name and the subject often a staff number, so
        neither becomes the name that others see here.
        """
        sociallogin.account.extra_data = {}
        if not settings.OIDC_EMAIL:
            sociallogin.email_addresses = []
        user = sociallogin.user
        user.username = "learner-" + get_random_string(8, EASY_TO_READ)
        user.email = data.get("email", "") if settings.OIDC_EMAIL else ""
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Leave the reason in the log, for whoever runs the site."""
        log.warning("Signing in at the provider failed (%s): %r", error, exception)

    def get_requests_session(self) -> requests.Session:
        """A session in which a provider that does not answer is told to the person, with a page."""
        session = super().get_requests_session()
        session.request = functools.partial(_ask, session.request)
        return session


def _ask(request: Any, *args: Any, **kwargs: Any) -> requests.Response:
    from allauth.socialaccount.helpers import render_authentication_error

    try:
        response = request(*args, **kwargs)
        response.raise_for_status()
    except requests.RequestException as error:
        page = render_authentication_error(context.request, None, exception=error)
        raise ImmediateHttpResponse(page) from error
    return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: its picture as SVG for the page itself, its label the pseudonym."""

    def get_totp_label(self, user: User) -> str:
        """What an authenticator app shows beside the code."""
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """The QR code without the head of a file, to stand inside a page."""
        return qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
