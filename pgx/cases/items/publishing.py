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
    belief = content.belief
    return {item.id: _text(PublishedItem(belief=belief, item=item)) for item in content.items}


def _text(published: PublishedItem) -> str:
    """The one way to write an item: its form decides the order, what is left out is left out."""
    plain = published.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=WIDTH)


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


def published(content: ItemFile) -> bool:
    """Whether every item of a file is published as it stands."""
    return len(_known(content)) == len(content.items)


@transaction.atomic
def publish(content: ItemFile) -> tuple[int, int]:
    """Ask a file's items and no others of its belief; how many are new, how many were there."""
    own, known = texts(content), _known(content)
    ItemVersion.objects.bulk_create(
        (
            ItemVersion(item=name, belief=content.belief, sha256=sha256(text), text=text)
            for name, text in own.items()
            if sha256(text) not in known
        ),
        ignore_conflicts=True,  # another process was first
    )
    of_belief = ItemVersion.objects.filter(belief=content.belief)
    current = [sha256(text) for text in own.values()]
    of_belief.filter(sha256__in=current, is_asked=False).update(is_asked=True)
    of_belief.exclude(sha256__in=current).filter(is_asked=True).update(is_asked=False)
    return len(own) - len(known), len(known)


def _known(content: ItemFile) -> set[str]:
    """The hashes of the items of a file that are published."""
    hashes = [sha256(text) for text in texts(content).values()]
    found = ItemVersion.objects.filter(sha256__in=hashes)
    return set(found.values_list("sha256", flat=True))


def ask_no_longer(except_of: Iterable[str]) -> None:
    """Ask no item whose belief has no file."""
    gone = ItemVersion.objects.filter(is_asked=True).exclude(belief__in=list(except_of))
    gone.update(is_asked=False)
