"""A file as it was uploaded -> a stream of its bytes, unpacked; what is no table is refused."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings

from pgx.batches.errors import FileRefused
from pgx.batches.intake.archive import damaged, open_member

GZIP, ZIP = "gzip", "zip"
MOST_RATIO = 200  # unpacked to packed; a table of genotypes reaches some tens
INNOCENT = 64 << 20  # so many unpacked bytes may have any ratio
DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile)
BOMB = "Unpack it yourself, and see whether it is the table that you mean."


@dataclass
class Source:
    """An open file: its bytes as they are read, unpacked, and how far they reach.

    `size` counts the bytes of the upload, `unpacked` is said by a zip file alone.
    """

    stream: IO[bytes] | gzip.GzipFile
    raw: BinaryIO
    compression: str
    size: int
    unpacked: int | None = None
    given: int = 0
    has_ended: bool = False

    def read(self, size: int) -> bytes:
        """The next unpacked bytes, fewer at the end alone.

        Raises FileRefused where the file is damaged, or is a bomb.
        """
        try:
            taken = b"".join(self._pieces(size))
        except DAMAGED as error:
            raise damaged(self.compression) from error
        self.given += len(taken)
        self.has_ended = len(taken) < size
        self._refuse_bomb()
        return taken

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size and (piece := self.stream.read(size)):
            size -= len(piece)
            yield piece

    def consumed(self) -> int:
        """How many bytes of the upload are read."""
        return min(self.raw.tell(), self.size)

    def _refuse_bomb(self) -> None:
        if not self.compression:
            return
        if self.given > INNOCENT and self.given > MOST_RATIO * max(1, self.consumed()):
            message = f"The {self.compression} file unpacks to over {MOST_RATIO} times its size."
            raise FileRefused(message, BOMB, "decompression_bomb")
        refuse_unpacked(self.given)


def refuse_unpacked(size: int) -> None:
    """Raise FileRefused for more unpacked bytes than are read."""
    most = settings.BATCH_MOST_UNPACKED_BYTES
    if size > most:
        message = f"The file unpacks to more than {most / 1e9:,.1f} GB."
        raise FileRefused(message, "Divide it into smaller files.", "decompression_bomb")


@contextmanager
def open_source(file: Path | BinaryIO) -> Iterator[Source]:
    """Open an upload at its beginning, whatever its compression; closes what it opened.

    Raises FileRefused for an archive that does not hold one file.
    """
    if isinstance(file, Path):
        with file.open("rb") as raw, _unpacked(raw) as source:
            yield source
        return
    with _unpacked(file) as source:
        yield source


@contextmanager
def _unpacked(raw: BinaryIO) -> Iterator[Source]:
    raw.seek(0, 2)
    size = raw.tell()
    raw.seek(0)
    magic = raw.read(4)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        with gzip.GzipFile(fileobj=raw) as unzipped:
            yield Source(unzipped, raw, GZIP, size)
    elif magic in (b"PK\x03\x04", b"PK\x05\x06"):
        stream, unpacked = open_member(raw)
        refuse_unpacked(unpacked)
        with stream:
            yield Source(stream, raw, ZIP, size, unpacked)
    else:
        yield Source(raw, raw, "", size, size)
