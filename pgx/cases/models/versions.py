"""Published versions of cases, and how they stand with releases."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pgx.json_text import JsonText

LONGEST_NAME = 80


class CaseVersion(models.Model):
    """A published version of a case: the text of its file, never changed."""

    case = models.CharField(_("case"), max_length=LONGEST_NAME)
    version = models.PositiveIntegerField(_("version"))
    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField(_("file"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="published_cases",
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("version of a case")
        verbose_name_plural = _("versions of cases")
        ordering = ["case", "-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="one_case_version")]

    def __str__(self) -> str:
        return f"{self.case} {self.version}"


class Standing(models.Model):
    """What of a version does not hold with a release, by this engine: asked once, it takes long."""

    of = models.ForeignKey(CaseVersion, models.CASCADE, related_name="standings")
    release_sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=32)
    faults = JsonText()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["of", "release_sha256", "engine"], name="one_standing_a_release"
            )
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.release_sha256[:12]}"
