"""Django's registration of this app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Teaching cases, attempts and classes."""

    name = "pgx.cases"
