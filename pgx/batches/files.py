"""Files on this machine: places that are checked before anything is read, files written whole or
not at all, and a folder for what is put aside.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings

from pgx.batches.errors import FileRefused


def check_places(file: Path, outputs: Mapping[str, Path]) -> None:
    """Refuse, before anything is read, places that cannot be written to or that are one.

    `outputs` are the files to be written, by the name of their option.
    """
    for name, path in outputs.items():
        if path.is_dir():
            raise FileRefused(f"{name} {shown(path)} is a folder. Name a file.")
        if not path.parent.is_dir():
            raise FileRefused(f"{name}: there is no folder {shown(path.parent)}. Make it first.")
    for (one, first), (two, second) in combinations({"the input": file, **outputs}.items(), 2):
        if _is_one(first, second):
            raise FileRefused(f"{two} is the same file as {one}, {shown(first)}. Name another.")


@contextmanager
def scratch_folder() -> Iterator[str]:
    """A folder that goes when the work is over; the sweep takes what a killed worker leaves."""
    with TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as name:
        yield name


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that is written beside the place and moved there: nobody finds half of it.

    What raises inside leaves the place as it was.
    """
    place = path.resolve()
    if place.exists() and not place.is_file():  # a pipe or a device cannot be replaced
        with place.open("wb") as stream:
            yield stream
        return
    draft = place.with_name(f".raphe-{os.getpid()}-{place.name}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def shown(path: Path) -> str:
    """A file's name as text, whatever its bytes."""
    return os.fsencode(path).decode(errors="replace")


def _is_one(first: Path, second: Path) -> bool:
    if first.exists() and second.exists():
        return first.samefile(second) and first.resolve() != Path(os.devnull)
    return first.resolve() == second.resolve()
