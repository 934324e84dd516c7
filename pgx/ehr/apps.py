"""Django's registration of this app."""

from django.apps import AppConfig
from django.conf import settings

from pgx.retention import register


class EhrConfig(AppConfig):
    """The EHR door: CDS Hooks and FHIR."""

    name = "pgx.ehr"
    verbose_name = "EHR door"

    def ready(self) -> None:
        """Instructors read feedback, kept for a while; administrators say whom to trust."""
        from pgx.accounts import roles
        from pgx.accounts.models import Role
        from pgx.cases.classes import beside
        from pgx.ehr import retention
        from pgx.ehr.feedback.of_class import DOOR
        from pgx.ehr.reading.brands import brands
        from pgx.ehr.reading.products import products

        brands()
        products()  # a wrong row is found at the start
        lists = ("fhirserver", "cdsclient")
        actions = ("view", "add", "change", "delete")
        roles.grant(Role.INSTRUCTOR, "ehr.view_feedback")
        roles.grant(Role.ADMINISTRATOR, *(f"ehr.{do}_{what}" for what in lists for do in actions))
        beside.join(DOOR)
        register("card feedback", f"{settings.KEEP_FEEDBACK_DAYS} days", retention.sweep)
