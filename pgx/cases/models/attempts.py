"""Attempts at cases, with what the model said and what was answered."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pgx.assessments.models import unguessable
from pgx.cases.models.drafts import CaseDraft
from pgx.cases.models.versions import LONGEST_NAME, CaseVersion
from pgx.json_text import JsonText


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
            text = self.trial_text
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            return CaseVersion(case=self.trial_of.case, version=0, sha256=sha256, text=text)
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
