"""Django's registration of this app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Teaching cases, attempts and classes."""

    name = "pgx.cases"

    def ready(self) -> None:
        """Say what a release must have for the cases, and what is told of those that break."""
        from pgx.cases.playable import cases_that_no_longer_hold, rules_can_be_read
        from pgx.knowledge.registry import register, register_told

        register(rules_can_be_read)
        register_told(cases_that_no_longer_hold)
