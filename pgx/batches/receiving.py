"""An upload becomes a batch: understood, counted against the quota, stored, not yet started."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.db.models import Sum
from django.utils import timezone

from pgx import __version__
from pgx.accounts.models import User
from pgx.assessments.models import unguessable
from pgx.batches import storage
from pgx.batches.errors import FileRefused, OtherFile, OverQuota
from pgx.batches.intake import Understood, understand
from pgx.batches.models import Batch, Chunk
from pgx.batches.options import Options, checked
from pgx.echo import short
from pgx.knowledge import releases

MOST_BATCHES = 200  # of an account
ENVELOPE = 100_000  # bytes of a request that are not the file


@dataclass(frozen=True)
class Received:
    """The batch of an upload, and whether this upload made it."""

    batch: Batch
    is_new: bool


def refuse_size(owner: User, content_length: int) -> None:
    """Refuse an upload by its length, before it is read. Raises FileRefused or OverQuota."""
    if content_length > settings.BATCH_MOST_BYTES + ENVELOPE:
        most = settings.BATCH_MOST_BYTES // 10**6
        raise FileRefused(
            f"The file has {content_length / 10**6:,.0f} MB; at most {most:,} MB are taken.",
            "Compress it (gzip or zip), or split it.",
            "too_large",
        )
    _refuse_over_quota(owner, content_length, 1)


def _refuse_over_quota(owner: User, more_bytes: int = 0, more_batches: int = 0) -> None:
    used = stored_by(owner)
    if used + more_bytes > settings.BATCH_QUOTA_BYTES:
        raise OverQuota(
            f"Your batches hold {used / 10**6:,.0f} MB of {settings.BATCH_QUOTA_BYTES // 10**6:,} "
            "MB, and this one would not fit.",
            "Delete a batch that you no longer need.",
        )
    if owner.batches.count() + more_batches > MOST_BATCHES:
        raise OverQuota(f"You have {MOST_BATCHES} batches.", "Delete one first.")


def stored_by(owner: User) -> int:
    """Bytes that the batches of an account hold: uploads, parts, results and errors."""
    pieces = (owner.batches.all(), Chunk.objects.filter(batch__owner=owner))
    return sum(each.aggregate(total=Sum("stored"))["total"] or 0 for each in pieces)


def receive(
    owner: User,
    file: UploadedFile,
    name: str,
    options: Options,
    key: str = "",
    release: str | None = None,
) -> Received:
    """Understand an upload and keep it for its owner; the same key gives the same batch.

    Raises FileRefused, QuestionRefused, OverQuota, OtherFile, DiskFull and NoRelease.
    """
    sha256 = _sha256(file)
    asked = _digest(sha256, options, release)
    known = key and _of_key(owner, key, asked)
    if known:
        return Received(known, is_new=False)
    refuse_size(owner, file.size or 0)
    knowledge = releases.find(release)
    wanted = checked(knowledge, options)
    understood = understand(file.file, wanted, knowledge)
    batch = _batch(owner, file, name, wanted, understood)
    batch.sha256, batch.asked, batch.idempotency_key = sha256, asked, key or None
    batch.release_version = knowledge.version
    return _keep(batch, file)


def _batch(
    owner: User, file: UploadedFile, name: str, options: Options, understood: Understood
) -> Batch:
    return Batch(
        id=unguessable(),
        owner=owner,
        expires_at=timezone.now() + timedelta(days=settings.KEEP_BATCHES_DAYS),
        name=short(name.replace("\0", "").strip()) or "class",
        size=file.size,
        stored=file.size,
        options=options.to_json(),
        understood=understood.to_json(),
        engine=__version__,
    )


def _keep(batch: Batch, file: UploadedFile) -> Received:
    """Store the file, then the row; of two uploads with one key, the second finds the first."""
    file.seek(0)
    try:
        batch.upload = storage.put(f"{batch.id}/upload", file)
        batch.save(force_insert=True)
    except IntegrityError:
        storage.delete_all_of(batch.id)
        known = _of_key(batch.owner, batch.idempotency_key or "", batch.asked)
        if not known:
            raise
        return Received(known, is_new=False)
    except BaseException:
        storage.delete_all_of(batch.id)
        raise
    _refuse_together(batch)
    return Received(batch, is_new=True)


def _refuse_together(batch: Batch) -> None:
    """Uploads at the same time each fit; together they may not. Raises OverQuota."""
    try:
        _refuse_over_quota(batch.owner)
    except OverQuota:
        batch.delete()
        raise


def _of_key(owner: User, key: str, asked: str) -> Batch | None:
    """The batch that an earlier upload with this key made. Raises OtherFile."""
    known = Batch.objects.filter(owner=owner, idempotency_key=key).first()
    if known and known.asked != asked:
        raise OtherFile(
            "This Idempotency-Key belongs to another file or to other options.",
            "Use a new key for a new upload.",
        )
    return known


def _sha256(file: UploadedFile) -> str:
    file.seek(0)
    found = hashlib.file_digest(file.file, "sha256").hexdigest()
    file.seek(0)
    return found


def _digest(sha256: str, options: Options, release: str | None) -> str:
    text = json.dumps([sha256, options.to_json(), release], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
