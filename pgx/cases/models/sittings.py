"""Sittings: tests and reviews, with what was answered; and what is to be reviewed when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pgx.assessments.models import unguessable
from pgx.cases.models.classes import Assignment
from pgx.cases.models.items import LONGEST_BELIEF, ItemVersion
from pgx.json_text import JsonText


class Sitting(models.Model):
    """A learner's way through some items: a test that was assigned, or without one a review.

    `items` are the numbers of the item versions in the order in which they are asked; the seed
    shuffles their options. What was asked can so be asked again from what is stored.
    """

    id = models.CharField(primary_key=True, max_length=22, default=unguessable, editable=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True, related_name="sittings")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sittings")
    release = models.CharField(max_length=32)
    engine = models.CharField(max_length=32)
    seed = models.PositiveIntegerField()
    items = JsonText()
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-begun_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["assignment", "learner"], name="one_sitting_a_test")
        ]

    def __str__(self) -> str:
        return f"sitting {self.id}"


class Confidence(models.IntegerChoices):
    """How sure somebody was, in one tap."""

    UNSURE = 0, _("Unsure")
    FAIRLY = 1, _("Fairly sure")
    SURE = 2, _("Sure")


class Response(models.Model):
    """An answer to an item, only ever added. `shown` is the belief of the option; none if right.

    `is_first` says that the learner never met the item before: statistics of items count these.
    """

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="responses")
    position = models.PositiveSmallIntegerField()
    item = models.ForeignKey(ItemVersion, models.PROTECT, related_name="responses")
    option = models.CharField(max_length=60)
    right = models.BooleanField()
    shown = models.CharField(max_length=LONGEST_BELIEF, blank=True)
    confidence = models.PositiveSmallIntegerField(choices=Confidence)
    is_first = models.BooleanField()
    is_late = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sitting", "position"], name="one_response_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.position}"


class ReviewCard(models.Model):
    """A belief that a learner is to look at again: the scheduler's state, and when it is due."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="review_cards"
    )
    belief = models.CharField(max_length=LONGEST_BELIEF)
    state = JsonText()
    due_at = models.DateTimeField()
    was_sure = models.BooleanField(default=False)  # the error that brought it here, or the last
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["learner", "belief"], name="one_card_a_belief")
        ]

    def __str__(self) -> str:
        return f"{self.belief}, due {self.due_at:%Y-%m-%d}"
