"""What the EHR door keeps: whom it trusts, and what became of its cards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FhirServer(models.Model):
    """A FHIR server that may be asked for a patient's record, because an administrator says so."""

    name = models.CharField(_("name"), max_length=100)
    base_url = models.URLField(_("base address"), unique=True, max_length=500)
    is_active = models.BooleanField(_("may be asked"), default=True)

    class Meta:
        verbose_name = _("FHIR server")
        verbose_name_plural = _("FHIR servers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CdsClient(models.Model):
    """A CDS client whose JSON Web Tokens are believed, by its issuer.

    Its keys are pasted here, or fetched from `jku`: the only address that they are taken from.
    """

    name = models.CharField(_("name"), max_length=100)
    issuer = models.CharField(_("issuer (iss)"), unique=True, max_length=500)
    jku = models.URLField(_("address of its keys (jku)"), blank=True, max_length=500)
    keys = models.JSONField(_("its public keys (JWK Set)"), blank=True, null=True)
    is_active = models.BooleanField(_("is believed"), default=True)

    class Meta:
        verbose_name = _("CDS client")
        verbose_name_plural = _("CDS clients")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """What a user did with a card."""

    ACCEPTED = "accepted", _("accepted")
    OVERRIDDEN = "overridden", _("overridden")


class CardFeedback(models.Model):
    """What became of one card. No patient and no user is named.

    What the card said is ours, kept since it was sent; it is empty where that is forgotten.
    The reason and the comment are the client's words.
    """

    received_at = models.DateTimeField(auto_now_add=True, db_index=True)
    service = models.CharField(max_length=50)
    card = models.UUIDField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    outcome_at = models.DateTimeField()
    drug = models.CharField(max_length=100, blank=True)
    indicator = models.CharField(max_length=10, blank=True)
    summary = models.CharField(max_length=140, blank=True)
    accepted = models.JSONField(default=list)  # labels of suggestions; ids of forgotten ones
    reason = models.CharField(max_length=200, blank=True)
    comment = models.CharField(max_length=1000, blank=True)
    issuer = models.CharField(max_length=500, blank=True)  # of a client that said who it is

    class Meta:
        ordering = ["-received_at", "-pk"]
        default_permissions = ()
        permissions = [("view_feedback", "May read what became of CDS cards")]
        constraints = [
            models.UniqueConstraint(
                fields=["card", "outcome", "outcome_at"], name="one_feedback_a_card_and_moment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.card}: {self.outcome}"
