"""Django's registration of this app."""

from django.apps import AppConfig


class EhrConfig(AppConfig):
    """The EHR door: CDS Hooks and FHIR."""

    name = "pgx.ehr"
    verbose_name = "EHR door"

    def ready(self) -> None:
        """Instructors read feedback; administrators keep the lists of whom to trust."""
        from pgx.accounts import roles
        from pgx.accounts.models import Role

        lists = ("fhirserver", "cdsclient")
        actions = ("view", "add", "change", "delete")
        roles.grant(Role.INSTRUCTOR, "ehr.view_feedback")
        roles.grant(Role.ADMINISTRATOR, *(f"ehr.{do}_{what}" for what in lists for do in actions))
