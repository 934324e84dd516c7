"""Item files against the shipped cases and a release: every fault, and what all items cover."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pgx.cases import reading as cases
from pgx.cases.checking import Found
from pgx.cases.ground import Ground
from pgx.cases.items.checks import faults
from pgx.cases.items.reading import FOLDER, ItemsFile, Refused, read_file, read_folder
from pgx.cases.items.setting import ItemSetting
from pgx.cases.items.teaching import Taught
from pgx.cases.items.together import Together
from pgx.knowledge.errors import Fault


def shipped_cases() -> Taught:
    """The cases of the files that can be read."""
    read = cases.read_folder()
    return Taught([each.case for each in read if isinstance(each, cases.CaseFile)])


def check(ground: Ground, paths: Sequence[Path] = (), folder: Path = FOLDER) -> Found:
    """Check these files, or all of them and what they have together."""
    setting = ItemSetting(ground, (), taught=shipped_cases())
    read = [read_file(path) for path in paths] if paths else list(read_folder(folder))
    by_file = [(each, faults_of(each, setting)) for each in read]
    sound = [each.content for each, found in by_file if isinstance(each, ItemsFile) and not found]
    found = [fault for _, own in by_file for fault in own]
    together = Together(sound, ground)
    missing = [] if paths else [Fault("all items", 0, "", says) for says in together.missing()]
    return Found([*found, *missing], _summary(together, len(read), len(found) + len(missing)))


def faults_of(read: ItemsFile | Refused, setting: ItemSetting) -> list[Fault]:
    """What is wrong with a file, whether it could be read or not."""
    return read.faults if isinstance(read, Refused) else faults(read, setting)


def _summary(found: Together, files: int, faults: int) -> str:
    sound, items = len(found.files), found.items
    pictures = sum(any(item.picture for item in each.items) for each in found.files)
    lines = [f"{files} files, {faults} faults; of the {sound} without:"]
    lines += [
        f"{'items':<36}{len(items)}, {sum(item.use == 'test' for item in items)} for tests",
        f"{'beliefs with a picture':<36}{pictures} of {sound}",
    ]
    lines += [f"{f'the {name} is right':<36}{score:.0%}" for name, score in found.scores.items()]
    return "\n".join(lines)
