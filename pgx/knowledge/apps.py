"""Django's registration of this app."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Releases of the knowledge base: load, check, compile, publish."""

    name = "pgx.knowledge"

    def ready(self) -> None:
        """Say who may use the desk, and what is stored of them there."""
        from pgx.accounts import own_data, roles
        from pgx.accounts.models import Role
        from pgx.knowledge.drafts import own_data as of_desk

        roles.grant(Role.CURATOR, "knowledge.use_desk")
        own_data.register("drafts", of_desk.drafts)
        own_data.register("published_drafts", of_desk.published)
        own_data.register("draft_changes", of_desk.changes)
        own_data.register("withdrawals", of_desk.withdrawals)
