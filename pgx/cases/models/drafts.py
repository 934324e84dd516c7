"""What may become a version of a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pgx.cases.models.versions import LONGEST_NAME, CaseVersion


class CaseDraft(models.Model):
    """What may become a version of a case: its text, which may still have faults.

    `revision` counts the saves; `parent` is the version that the text was made from, none for a
    new case.
    """

    case = models.CharField(_("case"), max_length=LONGEST_NAME)
    parent = models.ForeignKey(CaseVersion, models.PROTECT, null=True, related_name="drafts")
    title = models.CharField(_("what it is for"), max_length=120)
    text = models.TextField(_("file"))
    revision = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="case_drafts"
    )
    edited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("draft of a case")
        verbose_name_plural = _("drafts of cases")
        ordering = ["case", "id"]
        default_permissions = ()
        permissions = [("use_desk", "May edit and publish cases")]

    def __str__(self) -> str:
        return f"{self.case}: {self.title}"
