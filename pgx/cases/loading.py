"""Case files -> published versions: those that are new, once they are checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pgx.cases import checks
from pgx.cases.checks import Setting
from pgx.cases.errors import CaseRefused
from pgx.cases.ground import of_release
from pgx.cases.models import CaseVersion
from pgx.cases.published import found_to_hold, newest, publish, standing
from pgx.cases.reading import FOLDER, CaseFile, read_folder
from pgx.cases.topics import read_topics
from pgx.knowledge.errors import Fault


@dataclass(frozen=True)
class Loaded:
    """What became of a folder: how many versions are new, how many were there, what is wrong."""

    new: int
    kept: int
    faults: list[Fault]


def load(folder: Path = FOLDER) -> Loaded:
    """Publish the new cases of a folder; those at fault are told. Raises CaseRefused, NoRelease."""
    setting = Setting(of_release(), read_topics(folder))
    known = set(CaseVersion.objects.values_list("sha256", flat=True))
    new, kept, faults = 0, 0, []
    for read in read_folder(folder):
        if isinstance(read, CaseFile) and read.sha256 in known:
            kept += 1
            continue
        found = _publish(read, setting)
        new += not found
        faults += found
    for version in newest().values():
        standing(version)  # asked now, so that no visitor waits for it
    return Loaded(new, kept, faults)


def _publish(read: CaseFile | CaseRefused, setting: Setting) -> list[Fault]:
    """What keeps a file from being published; nothing where it is."""
    if isinstance(read, CaseRefused):
        return read.faults
    if found := checks.faults(read, setting):
        return found
    try:
        found_to_hold(publish(read)[0])
    except CaseRefused as refused:
        return refused.faults
    return []
