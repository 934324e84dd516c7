"""Django's registration of this app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The REST door."""

    name = "pgx.api"
