"""Django's registration of this app."""

from django.apps import AppConfig
from django.conf import settings

from pgx.retention import register


class CasesConfig(AppConfig):
    """Teaching cases, attempts and classes."""

    name = "pgx.cases"

    def ready(self) -> None:
        """Say what a release must have for the cases, what is kept of who plays, and how long."""
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete, pre_delete

        from pgx.accounts import own_data as accounts
        from pgx.accounts import roles
        from pgx.accounts.models import Role
        from pgx.cases import forgetting, own_data, visitors
        from pgx.cases.classes import changing, making
        from pgx.cases.playable import rules_can_be_read
        from pgx.cases.published import cases_that_no_longer_hold
        from pgx.knowledge import registry

        registry.register(rules_can_be_read)
        registry.register_told(cases_that_no_longer_hold)
        user_logged_in.connect(visitors.keep_played)
        pre_delete.connect(changing.goes, sender="accounts.User")
        post_delete.connect(making.close_untaught, sender="accounts.User")
        register("attempts of visitors", f"{settings.KEEP_VISITS_DAYS} days", own_data.sweep)
        register("join codes", "30 days after they end", forgetting.sweep_codes)
        register("empty classes", "until nobody is in them", forgetting.sweep_classes)
        roles.grant(Role.CURATOR, "cases.use_desk")
        roles.grant(Role.INSTRUCTOR, "cases.teach")
        accounts.register("attempts", own_data.attempts)
        accounts.register("memberships", own_data.memberships)
        accounts.register("taught_classes", own_data.taught_classes)
        accounts.register("sittings", own_data.sittings)
        accounts.register("review_cards", own_data.review_cards)
        accounts.register("case_drafts", own_data.drafts)
        accounts.register("published_cases", own_data.published_cases)
