"""Django's registration of this app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long personal data is kept."""

    name = "pgx.retention"
