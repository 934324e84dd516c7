"""Django's registration of this app."""

from django.apps import AppConfig


class BatchesConfig(AppConfig):
    """Genotype CSV in, results out."""

    name = "pgx.batches"
