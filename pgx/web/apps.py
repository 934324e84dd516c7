"""Django's registration of this app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The door of pages."""

    name = "pgx.web"
