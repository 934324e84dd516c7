"""Django's registration of this app."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The one entry: panel + regimens + release -> Assessment."""

    name = "pgx.assessments"
