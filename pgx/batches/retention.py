"""How long batches and their objects are kept, and what of them is told to their owner."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pgx.accounts.models import User
from pgx.batches import storage
from pgx.batches.models import Batch


def sweep(now: datetime) -> int:
    """Delete batches past their day; how many."""
    _all, by_kind = Batch.objects.filter(expires_at__lte=now).delete()
    return by_kind.get(Batch._meta.label, 0)


def sweep_objects(now: datetime) -> int:
    """Delete old objects that no batch names any more; how many."""
    count = 0
    for batch_id in storage.batch_ids():
        lying = set(storage.names_of(batch_id)) - _named(batch_id)
        old = list(storage.old(lying, now))
        storage.delete(old)
        count += len(old)
    return count


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
