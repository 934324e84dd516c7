"""An item with its values: what is asked in a sitting that goes with a release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pgx.cases import ground
from pgx.cases.items.publishing import item_of, read
from pgx.cases.models import ItemVersion
from pgx.cases.playing.results import StoredRuns
from pgx.cases.schema import Item
from pgx.cases.values import Values
from pgx.knowledge import releases


@dataclass(frozen=True)
class ShownItem:
    """A version of an item, read, with what its names mean in a release."""

    version: ItemVersion
    item: Item
    values: Values


def shown(version: ItemVersion, release: str) -> ShownItem:
    """A version with the values of a release. Raises NoRelease, CaseRefused."""
    values = _values(version.item, version.text, version.sha256, releases.name(release))
    return ShownItem(version, item_of(version), values)


@lru_cache(maxsize=256)
def _values(name: str, text: str, sha256: str, release: releases.ReleaseName) -> Values:
    """The values, whose runs are asked when they are first read, once."""
    item, on = read(name, text), ground.of_release(release.version)
    return Values(item, on, StoredRuns(item, on, sha256=sha256))
