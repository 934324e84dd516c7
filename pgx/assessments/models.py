"""Assessments that somebody saved: the question, and the bytes of its answer."""

import secrets
import zlib

from django.conf import settings
from django.db import models


def unguessable() -> str:
    """A name of 128 random bits."""
    return secrets.token_urlsafe(16)


class SavedAssessment(models.Model):
    """An answer as it was given, under an address that nobody guesses.

    Its owner alone reads and deletes it. `asked` is JSON, one record a panel (subject and
    question), as text: PostgreSQL's own kind takes no NUL. `packed` is the answer, compressed.
    """

    id = models.CharField(primary_key=True, max_length=22, default=unguessable, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_assessments"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    engine = models.CharField(max_length=32)
    release_version = models.CharField(max_length=32)
    release_sha256 = models.CharField(max_length=64)
    about = models.CharField(max_length=200)
    asked = models.TextField()
    packed = models.BinaryField()

    class Meta:
        ordering = ("-created_at", "id")

    def __str__(self) -> str:
        return self.about

    @property
    def body(self) -> bytes:
        """The bytes of the answer as it was given."""
        return zlib.decompress(self.packed)
