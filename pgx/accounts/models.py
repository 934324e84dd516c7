"""The user model and the roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does here. Each role is a group of the same name."""

    LEARNER = "learner", _("learner")
    INSTRUCTOR = "instructor", _("instructor")
    CURATOR = "curator", _("curator")
    ADMINISTRATOR = "administrator", _("administrator")


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
