"""A release of the knowledge base, as rows that never change once published."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from pgx.knowledge.errors import Immutable
from pgx.knowledge.tables import LONGEST_KEY

SENTENCE = "a published release never changes: publish a new one"


class Published(models.QuerySet):
    """Rows that can be added and read, never changed or removed."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused; `bulk_update` goes through here as well."""
        raise Immutable(SENTENCE)

    def delete(self) -> NoReturn:
        """Refused."""
        raise Immutable(SENTENCE)

    update.alters_data = delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        """Add rows; an update in the same breath is refused."""
        if kwargs.get("update_conflicts"):
            raise Immutable(SENTENCE)
        return super().bulk_create(objs, *args, **kwargs)


class Release(models.Model):
    """One immutable version of every table. Its SHA-256 is over the canonical content."""

    version = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    released_on = models.DateField()
    notes = models.TextField(blank=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    objects = Published.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.version} ({self.sha256[:12]})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new release; Immutable where it is there already."""
        if not self._state.adding:
            raise Immutable(SENTENCE)
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise Immutable(SENTENCE)


class Row(models.Model):
    """One row of one table of a release; `values` holds its cells by column name.

    Rows are made by `bulk_create` together with their release, and never one by one.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="rows")
    table = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=LONGEST_KEY)
    values = models.JSONField()

    objects = Published.as_manager()

    class Meta:
        ordering = ("table", "position")
        constraints = [
            models.UniqueConstraint(fields=("release", "table", "key"), name="one_row_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.table}/{self.key}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: one more row, or another value, would be another release."""
        raise Immutable(SENTENCE)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise Immutable(SENTENCE)


class Withdrawal(models.Model):
    """That a release answers only where its version is asked for, and why."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="withdrawal")
    note = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="withdrawals"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.release.version} withdrawn"
