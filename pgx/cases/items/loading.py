"""Item files -> the bank: what is new is published, what has no file any more is asked no more."""

from __future__ import annotations

from pathlib import Path

from pgx.cases.ground import of_release
from pgx.cases.items.checks import faults
from pgx.cases.items.holding import holding
from pgx.cases.items.publishing import ask_no_longer, known, publish
from pgx.cases.items.reading import FOLDER, ItemsFile, Refused, read_folder
from pgx.cases.items.setting import ItemSetting
from pgx.cases.items.teaching import Taught
from pgx.cases.loading import Loaded
from pgx.cases.models import ItemVersion
from pgx.cases.published import case_of, newest
from pgx.knowledge.errors import Fault


def load(folder: Path = FOLDER) -> Loaded:
    """Publish the items of a folder's sound files; faults are told. Raises NoRelease.

    A file at fault leaves what is asked of its belief as it was, a folder without one all. An
    item that is in no file any more is asked no more; whoever has it in a sitting goes on.
    """
    taught = Taught([case_of(version) for version in newest().values()])
    setting = ItemSetting(of_release(), (), taught=taught)
    if not (files := list(read_folder(folder))):
        return Loaded(0, 0, [Fault(folder.name, 0, "", "holds no item file, such as M01.yaml")])
    found = [_publish(each, setting) for each in files]
    ask_no_longer(except_of=[belief for belief, _loaded in found])
    holding(ItemVersion.objects.filter(is_asked=True))  # asked now, so that no visitor waits for it
    each = [loaded for _belief, loaded in found]
    return Loaded(
        sum(one.new for one in each),
        sum(one.kept for one in each),
        [fault for one in each for fault in one.faults],
    )


def _publish(read: ItemsFile | Refused, setting: ItemSetting) -> tuple[str, Loaded]:
    """The belief of a file, and what became of its items."""
    if isinstance(read, Refused):
        return read.belief, Loaded(0, 0, read.faults)
    belief = read.content.belief
    many, kept = len(read.content.items), len(known(read.content))
    if kept < many and (found := faults(read, setting)):
        return belief, Loaded(0, 0, found)
    publish(read.content)
    return belief, Loaded(many - kept, kept, [])
