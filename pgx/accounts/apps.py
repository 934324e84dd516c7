"""Django's registration of this app."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import m2m_changed, post_migrate, post_save

from pgx.retention import register


class AccountsConfig(AppConfig):
    """The user model, roles and tokens."""

    name = "pgx.accounts"

    def ready(self) -> None:
        """Listen for new accounts and for migrations, and say how long everything is kept."""
        from pgx.accounts import retention, roles
        from pgx.accounts.models import User

        post_migrate.connect(roles.apply_permissions)
        m2m_changed.connect(roles.open_admin, sender=User.groups.through)
        post_save.connect(roles.make_learner, sender="accounts.User")
        register("expired tokens", "until they expire", retention.sweep_tokens)
        register("sessions", "two weeks", retention.sweep_sessions)
        idle = f"until nobody has used them for {settings.KEEP_ACCOUNTS_DAYS} days"
        register("idle accounts", idle, retention.sweep_accounts)
