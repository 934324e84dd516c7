"""Which items hold with a release: asked once of each text and release, and kept in the cache."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.cache import cache

from pgx import __version__
from pgx.cases import ground
from pgx.cases.checks import Setting
from pgx.cases.errors import CaseRefused
from pgx.cases.items.checks import flaws_of_release
from pgx.cases.items.publishing import item_of
from pgx.cases.models import ItemVersion
from pgx.knowledge import releases

KEPT = 4096  # answers in memory
_known: dict[str, bool] = {}


def holding(
    versions: Iterable[ItemVersion], release: releases.ReleaseName | None = None
) -> list[ItemVersion]:
    """Those of the versions that hold with a release, or the default one. Raises NoRelease."""
    release = release or releases.name()
    keys = {version: _key(version, release) for version in versions}
    _look_up([key for key in keys.values() if key not in _known])
    return [version for version, key in keys.items() if _holds(key, version, release)]


def _key(version: ItemVersion, release: releases.ReleaseName) -> str:
    return f"item-holds:{version.sha256}:{release.sha256}:{__version__}"


def _look_up(keys: list[str]) -> None:
    """Take over what another process has asked."""
    if len(_known) + len(keys) > KEPT:
        _known.clear()
    if keys:
        _known.update(cache.get_many(keys))


def _holds(key: str, version: ItemVersion, release: releases.ReleaseName) -> bool:
    if key not in _known:
        _known[key] = _asked(version, release)
        cache.set(key, _known[key], timeout=None)
    return _known[key]


def _asked(version: ItemVersion, release: releases.ReleaseName) -> bool:
    try:
        on = ground.of_release(release.version)
        return not flaws_of_release(item_of(version), Setting(on, ()))
    except (CaseRefused, *releases.NOT_COMPILED):
        return False
