"""What is stored of cases: published versions, drafts, and attempts with their answers.

Versions, results and answers are only ever added: an attempt is replayed from what stands here,
whatever release, engine or case comes later.
"""

from __future__ import annotations

import zlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pgx.assessments.models import unguessable
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
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="published_cases"
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


class Attempt(models.Model):
    """Somebody's way through a version of a case, with one release and one engine.

    It belongs to an account, or to a visitor by a key in the visitor's session. A trial is a
    curator's: it plays the text that a draft had, counts nowhere, and goes with the draft.
    """

    id = models.CharField(primary_key=True, max_length=32, default=unguessable, editable=False)
    of = models.ForeignKey(CaseVersion, models.PROTECT, null=True, related_name="attempts")
    trial_of = models.ForeignKey(CaseDraft, models.CASCADE, null=True, related_name="trials")
    trial_text = models.TextField(blank=True)
    release = models.CharField(max_length=32)
    engine = models.CharField(max_length=32)
    seed = models.PositiveIntegerField()
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="attempts"
    )
    visitor = models.CharField(max_length=32, blank=True, db_index=True)
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-begun_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(of=None) ^ models.Q(trial_of=None), name="a_version_or_a_trial"
            )
        ]

    def __str__(self) -> str:
        return f"{self.played.case} {self.id}"

    @property
    def is_trial(self) -> bool:
        """Whether it plays a draft."""
        return self.trial_of_id is not None

    @property
    def played(self) -> CaseVersion:
        """The version that is played; of a trial one that is stored nowhere, numbered 0."""
        if self.trial_of:
            return CaseVersion(case=self.trial_of.case, version=0, text=self.trial_text)
        return self.of


class Result(models.Model):
    """What the model said of one run of an attempt, when it was first needed."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="results")
    run = models.CharField(max_length=LONGEST_NAME)
    packed = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["attempt", "run"], name="one_result_a_run")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.run}"

    @property
    def body(self) -> bytes:
        """The answer as JSON."""
        return zlib.decompress(self.packed)


class Answer(models.Model):
    """What was answered at a step, and what became of it.

    `given` is the answer as it was read, `found` how it was judged and where it leads. Position
    and step are each there once in an attempt: whoever comes second finds the first.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=LONGEST_NAME)
    given = JsonText()
    found = JsonText()
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "step"], name="one_answer_a_step"),
            models.UniqueConstraint(fields=["attempt", "position"], name="one_answer_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.step}"
