"""Published test items."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pgx.cases.models.versions import LONGEST_NAME

LONGEST_BELIEF = 8


class ItemVersion(models.Model):
    """A published test item: its text, never changed.

    Of each name at most one is asked: that which the files had when they were last loaded.
    """

    item = models.CharField(_("item"), max_length=LONGEST_NAME, db_index=True)
    belief = models.CharField(max_length=LONGEST_BELIEF)
    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField(_("file"))
    is_asked = models.BooleanField(default=True)
    published_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        verbose_name = _("test item")
        verbose_name_plural = _("test items")
        ordering = ["item", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.item


class ItemStanding(models.Model):
    """Whether an item holds with a release, by this engine: asked once, all take long."""

    of = models.ForeignKey(ItemVersion, models.CASCADE, related_name="standings")
    release_sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=32)
    holds = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["of", "release_sha256", "engine"], name="one_item_standing_a_release"
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.release_sha256[:12]}"
