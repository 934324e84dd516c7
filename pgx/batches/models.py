"""A class file and its chunks: what is kept of them, and where the work stands.

Every step of the work is one conditional UPDATE (where the state, or the attempt, is still
what was read), so that a second or a late worker changes nothing, on SQLite and PostgreSQL.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pgx.assessments.models import unguessable
from pgx.json_text import JsonText


class State(models.TextChoices):
    """Where a batch stands."""

    WAITING = "waiting", _("understood, not started")
    READING = "reading", _("the file is being read")
    RUNNING = "running", _("being assessed")
    DONE = "done", _("complete")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


UNDER_WAY = (State.READING, State.RUNNING)
ENDED = (State.DONE, State.FAILED, State.CANCELLED)


class Lease(models.Model):
    """A piece of work that one worker holds for a while, and another takes over where it dies.

    `attempt` counts the claims: whoever claimed last is the one who may finish. `faults`
    counts the attempts that ended with an error, `losses` those whose worker vanished.
    """

    attempt = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)  # or, while it waits: not before
    faults = models.PositiveIntegerField(default=0)
    losses = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Batch(Lease):
    """An uploaded file, what its owner chose, what was understood, and how far it is.

    The lease is that of the reading, which cuts the file into chunks. `options` and
    `understood` are JSON of `options.Options` and `intake.understood.Understood`.
    A batch has one release and one engine: where one of them changes, it starts over.
    """

    id = models.CharField(primary_key=True, max_length=22, default=unguessable, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="batches")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=120)  # of the file, as its owner calls it
    sha256 = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)  # the digest of the file and the options it came with
    size = models.PositiveBigIntegerField()  # bytes of the upload
    upload = models.CharField(max_length=200)  # the object that holds it
    idempotency_key = models.CharField(max_length=200, null=True)  # noqa: DJ001 - null is no key
    options = JsonText()
    understood = JsonText()
    release_version = models.CharField(max_length=32)
    engine = models.CharField(max_length=32)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING, db_index=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)  # when one of its chunks was claimed last
    share_before = models.FloatField(default=0)  # of the work that was done at the last start
    bytes_read = models.PositiveBigIntegerField(default=0)  # of the upload, while it is read
    stored = models.PositiveBigIntegerField(default=0)  # bytes of the upload and the parts
    failure = JsonText(null=True)  # code, message, hint

    class Meta:
        ordering = ("-created_at", "id")
        constraints = [
            models.UniqueConstraint(fields=("owner", "idempotency_key"), name="one_batch_a_key")
        ]

    def __str__(self) -> str:
        return self.name


class Part(models.TextChoices):
    """Where a chunk stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("in hand")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Chunk(Lease):
    """A range of a batch's rows: one Parquet object in, two out.

    `repeated` has a bit for each row whose subject comes again in the file (packed as by
    NumPy); empty where there is none. `results` and `errors` name the objects of the
    attempt that finished; empty before, and where there is nothing to tell.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    repeated = models.BinaryField(default=bytes)
    state = models.CharField(max_length=12, choices=Part, default=Part.WAITING)
    results = models.CharField(max_length=200, default="")
    errors = models.CharField(max_length=200, default="")
    stored = models.PositiveBigIntegerField(default=0)  # bytes of these two
    good = models.PositiveIntegerField(default=0)  # records that are in the results
    bad = models.PositiveIntegerField(default=0)  # records that are in the errors
    summary = JsonText(null=True)
    message = models.TextField(default="")  # why it failed

    class Meta:
        ordering = ("batch", "number")
        constraints = [
            models.UniqueConstraint(fields=("batch", "number"), name="one_chunk_a_number")
        ]
        indexes = [models.Index(fields=("batch", "state"))]

    def __str__(self) -> str:
        return f"{self.batch_id}, chunk {self.number}"
