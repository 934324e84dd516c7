"""The user model, the roles, and the tokens of the REST door."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken
from knox.settings import CONSTANTS


class Role(models.TextChoices):
    """What a person does here. Each role is a group of the same name."""

    LEARNER = "learner", _("learner")
    INSTRUCTOR = "instructor", _("instructor")
    CURATOR = "curator", _("curator")
    ADMINISTRATOR = "administrator", _("administrator")


class Scope(models.TextChoices):
    """What a token may be used for."""

    ASSESS = "assess", _("Assess panels and regimens, and keep the answers")
    READ = "read", _("Read the knowledge base: genes, markers, drugs, guideline statements")
    BATCH = "batch", _("Class files: send, follow, fetch results")


class User(AbstractUser):
    """An account under a pseudonym. No real name is stored; e-mail is optional."""

    first_name = None
    last_name = None

    def get_full_name(self) -> str:
        """The pseudonym: the only name there is."""
        return self.username

    def get_short_name(self) -> str:
        """The pseudonym: the only name there is."""
        return self.username


class Token(AbstractAuthToken):
    """A key to the REST door. Its secret is shown once; what is stored is a hash of it."""

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=CONSTANTS.DIGEST_LENGTH, unique=True)
    name = models.CharField(_("name"), max_length=60)
    scopes = models.JSONField(_("scopes"), default=list)
    last_used = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created"]
        default_permissions = ()
        permissions = [("use_tokens", "May make tokens of the REST door")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        """Whether its time is over; a sweep removes it later."""
        return self.expiry is not None and self.expiry <= timezone.now()
