"""Where the objects of batches are: each is written once, under a name that nothing else has.

An object whose name no row holds is of an attempt that did not finish, and is swept.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from pgx.batches.errors import DiskFull

ROOT = "batches"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_SPACE = "There is no space left where Raphe keeps its files."
SPACE_HINT = "Delete batches that you no longer need, or tell whoever runs this site."
YOUNG = timedelta(hours=24)  # an object may be of an attempt that is under way


def put(name: str, content: File) -> str:
    """Store an object of a batch (`<batch>/<what>`); the name under which it is found.

    Raises DiskFull; then nothing of it is left.
    """
    try:
        return default_storage.save(f"{ROOT}/{name}", content)
    except OSError as error:
        default_storage.delete(f"{ROOT}/{name}")
        if error.errno in FULL:
            raise DiskFull(NO_SPACE, SPACE_HINT) from error
        raise


def put_table(name: str, table: pa.Table) -> tuple[str, int]:
    """Store a table as Parquet; its name, and its size in bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=max(1, len(table)))
    content = sink.getvalue()
    return put(name, ContentFile(memoryview(content))), content.size


def read_table(name: str) -> pa.Table:
    """The table of an object."""
    with default_storage.open(name) as stream:
        return pq.read_table(pa.BufferReader(stream.read()), use_threads=False)


def read_column(name: str, column: str) -> pa.ChunkedArray:
    """One column of an object; its other columns are not unpacked."""
    with default_storage.open(name) as stream:
        return pq.read_table(stream, columns=[column], use_threads=False).column(column)


def open_object(name: str) -> File:
    """An object to read from."""
    return default_storage.open(name)


def delete(names: Iterable[str]) -> None:
    """Delete objects; those that are gone already are no matter."""
    for name in filter(None, names):
        default_storage.delete(name)


def delete_all_of(batch_id: str) -> None:
    """Delete every object of a batch, and its folder where the storage has folders.

    A worker that does not know it yet may write once more, and deletes that itself.
    """
    delete(names_of(batch_id))
    delete_folder(batch_id)


def delete_folder(batch_id: str) -> None:
    """Delete the folder of a batch where it is empty."""
    with suppress(OSError):
        default_storage.delete(f"{ROOT}/{batch_id}")


def names_of(batch_id: str) -> list[str]:
    """The objects of a batch."""
    folder = f"{ROOT}/{batch_id}"
    return [f"{folder}/{name}" for name in _listed(folder)[1]]


def batch_ids() -> list[str]:
    """The batches that have objects."""
    return _listed(ROOT)[0]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """Folders and files; asked for directly, for on S3 no folder ever `exists`."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def old(names: Iterable[str], now: datetime) -> Iterator[str]:
    """Those that no attempt under way can have written."""
    for name in names:
        if default_storage.get_modified_time(name) < now - YOUNG:
            yield name
