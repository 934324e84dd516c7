"""What may become a release: a parent, and the rows that are otherwise."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pgx.knowledge.models.releases import Release
from pgx.knowledge.tables import LONGEST_KEY


class Draft(models.Model):
    """What may become a release: its parent, and the changes made to it.

    `revision` counts the edits, so that no two of them have the same number.
    """

    parent = models.ForeignKey(Release, models.PROTECT, related_name="drafts")
    title = models.CharField(max_length=120)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="drafts"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=0)
    published_as = models.OneToOneField(
        Release, models.PROTECT, null=True, related_name="made_from"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="published_drafts"
    )

    class Meta:
        ordering = ("-id",)
        default_permissions = ()
        permissions = [("use_desk", "May edit drafts, publish and withdraw releases")]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """The name by which an address asks for it."""
        return f"draft-{self.pk}"

    @property
    def version(self) -> str:
        """What stands on a surface in place of a release's version."""
        return f"{self.parent.version} + draft {self.pk}"


class Change(models.Model):
    """One row of a draft that is otherwise than in its parent.

    `values` are the row's (none where it is removed), `seen` the parent's when the change was
    made (none where it had no such row), `revision` the draft's at the last save.
    """

    class Kind(models.TextChoices):
        """What a draft does to a row."""

        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        REMOVED = "removed", _("removed")

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=LONGEST_KEY)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    values = models.JSONField(null=True)
    seen = models.JSONField(null=True)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="draft_changes"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("draft", "table", "key"), name="one_change_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.table}/{self.key}"
