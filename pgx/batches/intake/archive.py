"""A zip file -> the one file that it holds."""

from __future__ import annotations

import struct
import zipfile
from typing import IO, BinaryIO

from pgx.batches.errors import FileRefused

ASIDE = ("__MACOSX/", ".DS_Store", "/")  # what a Mac puts beside the file, and folders
# What Python raises where the directory of an archive is nonsense.
NONSENSE = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, struct.error)


def damaged(compression: str) -> FileRefused:
    """What is said of an archive that cannot be read to its end."""
    message = f"The {compression} file is damaged or ends early."
    return FileRefused(message, "Make it again, and upload all of it.", "damaged_archive")


def open_member(raw: BinaryIO) -> tuple[IO[bytes], int]:
    """The one file of an archive, open, and its size. Raises FileRefused for any other."""
    try:
        archive = zipfile.ZipFile(raw)
        member = _member(archive)
        return archive.open(member), member.file_size
    except NONSENSE as error:
        raise damaged("zip") from error


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file of an archive that can be read."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        kind = "an Excel workbook" if "xl/workbook.xml" in names else "an Office document"
        raise FileRefused(f"This is {kind}.", "Save it as CSV.", "binary")
    if {"mimetype", "content.xml"} <= names:
        raise FileRefused("This is an OpenDocument file.", "Save it as CSV.", "binary")
    files = [each for each in archive.infolist() if not _is_aside(each)]
    if len(files) != 1:
        message = f"The zip file holds {len(files)} files."
        raise FileRefused(message, "Pack one CSV file alone.", "archive_of_several")
    if files[0].flag_bits & 1:
        raise FileRefused("The zip file has a password.", "Pack it without.", "archive_locked")
    if files[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        message = "The zip file is packed in a way that Raphe does not read."
        raise FileRefused(message, "Pack it as usual (deflate), or as gzip.", "archive_method")
    return files[0]


def _is_aside(each: zipfile.ZipInfo) -> bool:
    return each.filename.startswith(ASIDE[0]) or each.filename.endswith(ASIDE[1:])
