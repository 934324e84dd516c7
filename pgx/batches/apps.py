"""Django's registration of this app."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_delete

from pgx.retention import register


class BatchesConfig(AppConfig):
    """Genotype CSV in, results out."""

    name = "pgx.batches"

    def ready(self) -> None:
        """Say what is kept of an account, and how long."""
        from pgx.accounts import own_data
        from pgx.batches import retention

        post_delete.connect(retention.forget_objects, sender="batches.Batch")
        register("class files", f"{settings.KEEP_BATCHES_DAYS} days", retention.sweep)
        register("files of no batch", "a day", retention.sweep_objects)
        own_data.register("batches", retention.own_data)
