"""Classes: who teaches, who learns, what is assigned, and which data stand beside it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pgx.assessments.models import unguessable
from pgx.batches.models import Batch
from pgx.cases.models.versions import LONGEST_NAME
from pgx.json_text import JsonText

LONGEST_CODE = 16


class Class(models.Model):
    """A group of learners, with its instructors.

    `beliefs` are the ten that its tests ask, none before the first test is assigned. `changed`
    counts what happened in it, so that figures made from it know whether they are still true.
    `cds_clients` are the issuers whose cards' feedback stands beside it.
    """

    id = models.CharField(primary_key=True, max_length=22, default=unguessable, editable=False)
    name = models.CharField(_("name"), max_length=80)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    instructors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="taught_classes")
    beliefs = JsonText(default=list)
    cds_clients = JsonText(default=list)
    changed = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["-made_at"]
        default_permissions = ()
        permissions = [("teach", "May make classes")]

    def __str__(self) -> str:
        return self.name


class JoinCode(models.Model):
    """What a learner types to join a class; it ends by itself, or when it is revoked."""

    of_class = models.ForeignKey(Class, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=LONGEST_CODE, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"code of {self.of_class_id}"


class Membership(models.Model):
    """A learner in a class. The number decides which form of a test comes first."""

    of_class = models.ForeignKey(Class, models.CASCADE, related_name="memberships")
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    number = models.PositiveIntegerField()
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["of_class", "learner"], name="one_membership_a_class"),
            models.UniqueConstraint(fields=["of_class", "number"], name="one_number_a_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.of_class_id}"


class Kind(models.TextChoices):
    """What is assigned: a case, or one of the three tests."""

    CASE = "case", _("case")
    PRE = "pre", _("test before")
    POST = "post", _("test after")
    LATER = "later", _("test a month later")


TESTS = (Kind.PRE, Kind.POST, Kind.LATER)


class Assignment(models.Model):
    """What a class is to do, from when, and until when; answers after that are late."""

    of_class = models.ForeignKey(Class, models.CASCADE, related_name="assignments")
    kind = models.CharField(max_length=8, choices=Kind)
    case = models.CharField(max_length=LONGEST_NAME, blank=True)
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["opens_at", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["of_class", "kind", "case"], name="one_assignment_a_thing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case}"


class ClassData(models.Model):
    """A class file (batch) of an instructor, shown to the class."""

    of_class = models.ForeignKey(Class, models.CASCADE, related_name="data")
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="shown_to")
    attached_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-attached_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["of_class", "batch"], name="one_batch_a_class")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} in {self.of_class_id}"
