"""Django's registration of this app."""

from django.apps import AppConfig


class EhrConfig(AppConfig):
    """The EHR door: CDS Hooks and FHIR."""

    name = "pgx.ehr"
