"""Uploads on their way to the disk: a disk that fills up is said by its name."""

from __future__ import annotations

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from pgx.batches.errors import DiskFull
from pgx.batches.storage import FULL, NO_SPACE, SPACE_HINT


class Spool(TemporaryFileUploadHandler):
    """Django's own, for files that do not fit into memory. Raises DiskFull."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of the file."""
        try:
            super().receive_data_chunk(raw_data, start)
            self.file.flush()  # or it would fail only when the file is closed
        except OSError as error:
            if error.errno in FULL:
                raise DiskFull(NO_SPACE, SPACE_HINT) from error
            raise
