"""Django's registration of this app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class AccountsConfig(AppConfig):
    """The user model, roles and tokens."""

    name = "pgx.accounts"

    def ready(self) -> None:
        """Listen for new accounts, and for migrations that may have brought permissions."""
        from pgx.accounts import roles

        post_migrate.connect(roles.apply_permissions)
        post_save.connect(roles.make_learner, sender="accounts.User")
