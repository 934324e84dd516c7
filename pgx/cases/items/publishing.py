"""Items -> published versions: the text of each, by itself and in one way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

import yaml
from django.db import transaction

from pgx.cases.models import ItemVersion
from pgx.cases.reading import read_as
from pgx.cases.schema import Item, ItemFile, PublishedItem

WIDTH = 100


def texts(content: ItemFile) -> dict[str, str]:
    """The text of each item of a file, by its name."""
    return {item.id: _text(content.belief, item) for item in content.items}


def _text(belief: str, item: Item) -> str:
    """The one way to write an item: its form decides the order, what is left out is left out."""
    published = PublishedItem(belief=belief, item=item)
    plain = published.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    how = {"sort_keys": False, "allow_unicode": True, "width": WIDTH}
    return yaml.dump(plain, Dumper=yaml.CSafeDumper, **how)


def sha256(text: str) -> str:
    """The hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def item_of(version: ItemVersion) -> Item:
    """The item of a version. Raises CaseRefused where this program reads it no more."""
    return read(version.item, version.text)


@lru_cache(maxsize=1024)
def read(name: str, text: str) -> Item:
    """The item of a published text. Raises CaseRefused where this program reads it no more."""
    return read_as(PublishedItem, f"{name}.yaml", text.encode())[2].item


def known(content: ItemFile) -> set[str]:
    """The names of the items of a file that are published as they stand."""
    found = ItemVersion.objects.filter(sha256__in=map(sha256, texts(content).values()))
    return set(found.values_list("item", flat=True))


@transaction.atomic
def publish(content: ItemFile) -> None:
    """Ask a file's items, and no others of its belief."""
    own = {sha256(text): (name, text) for name, text in texts(content).items()}
    of_belief = ItemVersion.objects.filter(belief=content.belief)
    there = set(of_belief.filter(sha256__in=own).values_list("sha256", flat=True))
    ItemVersion.objects.bulk_create(
        (
            ItemVersion(item=name, belief=content.belief, sha256=key, text=text)
            for key, (name, text) in own.items()
            if key not in there
        ),
        ignore_conflicts=True,  # another process was first
    )
    of_belief.filter(sha256__in=own, is_asked=False).update(is_asked=True)
    of_belief.exclude(sha256__in=own).filter(is_asked=True).update(is_asked=False)


def ask_no_longer(except_of: Iterable[str]) -> None:
    """Ask no item whose belief has no file."""
    gone = ItemVersion.objects.filter(is_asked=True).exclude(belief__in=list(except_of))
    gone.update(is_asked=False)
