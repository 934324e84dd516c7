"""Django's registration of this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The user model, roles and, later, tokens."""

    name = "pgx.accounts"
