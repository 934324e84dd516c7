"""Django's registration of this app."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Releases of the knowledge base: load, check, compile, publish."""

    name = "pgx.knowledge"
