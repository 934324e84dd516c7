"""How long batches and their objects are kept, and what of them is told to their owner."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from pgx.accounts.models import User
from pgx.batches import storage
from pgx.batches.models import Batch


def sweep(now: datetime) -> int:
    """Delete batches past their day; how many."""
    _all, by_kind = Batch.objects.filter(expires_at__lte=now).delete()
    return by_kind.get(Batch._meta.label, 0)


def sweep_objects(now: datetime) -> int:
    """Delete old objects that no batch names, and what broken uploads left; how many."""
    count = _sweep_uploads(now)
    for batch_id in storage.batch_ids():
        lying = set(storage.names_of(batch_id)) - _named(batch_id)
        old = list(storage.old(lying, now))
        storage.delete(old)
        if old:
            storage.delete_folder(batch_id)
        count += len(old)
    return count


def _sweep_uploads(now: datetime) -> int:
    """Delete what interrupted uploads and readings left on this machine; how many."""
    before = (now - storage.YOUNG).timestamp()
    lying = [path for path in settings.FILE_UPLOAD_TEMP_DIR.iterdir() if _is_older(path, before)]
    for path in lying:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(lying)


def _is_older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:  # its own process was quicker
        return False


def _named(batch_id: str) -> set[str]:
    """The objects that the rows of a batch name."""
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        return set()
    chunks = batch.chunks.values_list("source", "results", "errors")
    return {batch.upload, *(name for names in chunks for name in names)}


def forget_objects(instance: Batch, **_: Any) -> None:
    """Once a batch is deleted, however that came, its objects go too."""
    transaction.on_commit(lambda batch_id=instance.pk: storage.delete_all_of(batch_id))


def own_data(owner: User) -> list[dict[str, Any]]:
    """What is kept of an account's class files; their contents are downloads."""
    names = ("id", "name", "created_at", "expires_at", "size", "sha256", "state", "options")
    return list(owner.batches.values(*names))
