"""A release of the knowledge base, as rows that never change once published."""

from django.db import models


class Release(models.Model):
    """One immutable version of every table. Its SHA-256 is over the canonical content."""

    version = models.CharField(max_length=32, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)
    released_on = models.DateField()
    notes = models.TextField(blank=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.version} ({self.sha256[:12]})"


class Row(models.Model):
    """One row of one table of a release; `values` holds its cells by column name."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    values = models.JSONField()

    class Meta:
        ordering = ("table", "position")
        constraints = [
            models.UniqueConstraint(fields=("release", "table", "key"), name="one_row_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.table}/{self.key}"
