"""Item files -> items. Nothing is half-read: faults refuse a file whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from pgx.cases.errors import CaseRefused, Flaw
from pgx.cases.places import Places
from pgx.cases.reading import read_file_as
from pgx.cases.schema import ItemFile
from pgx.knowledge.errors import Fault

FOLDER: Path = settings.BASE_DIR / "fixtures" / "items"


@dataclass(frozen=True)
class ItemsFile:
    """The items of a belief as they stand in their file, of which every place knows its line."""

    content: ItemFile
    places: Places

    def at_lines(self, flaws: Iterable[Flaw]) -> list[Fault]:
        """Flaws with their lines, each once, from the top."""
        found = {self.places.fault(*flaw): None for flaw in flaws}
        return sorted(found, key=lambda fault: fault.line)


@dataclass(frozen=True)
class Refused:
    """A file that is refused whole; its name says of which belief it was to be."""

    belief: str
    faults: list[Fault]


def read_folder(folder: Path = FOLDER) -> Iterator[ItemsFile | Refused]:
    """Every item file of a folder by name, read or refused."""
    return map(read_file, sorted(folder.glob("*.yaml")))


def read_file(path: Path) -> ItemsFile | Refused:
    """The items of a file, or every fault of its form."""
    try:
        _, places, content = read_file_as(ItemFile, path)
    except CaseRefused as refused:
        return Refused(path.stem, refused.faults)
    if path.name != f"{content.belief}.yaml":
        reason = f"the file is {path.name}, so write {path.stem}"
        return Refused(path.stem, [places.fault(("belief",), reason)])
    return ItemsFile(content, places)
