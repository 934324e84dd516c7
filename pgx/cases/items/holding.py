"""Which items hold with a release: asked once of each, and stored."""

from __future__ import annotations

from collections.abc import Iterable

from pgx import __version__
from pgx.cases import ground
from pgx.cases.checks import Setting
from pgx.cases.errors import CaseRefused
from pgx.cases.items.checks import flaws_of_release
from pgx.cases.items.publishing import item_of
from pgx.cases.models import ItemStanding, ItemVersion
from pgx.knowledge import releases

KEPT = 4096  # answers in memory
_known: dict[tuple[str, str], bool] = {}  # by the hashes of text and release


def holding(
    versions: Iterable[ItemVersion], release: releases.ReleaseName | None = None
) -> list[ItemVersion]:
    """Those of the versions that hold with a release, or the default one. Raises NoRelease."""
    release, versions = release or releases.name(), list(versions)
    if len(_known) > KEPT:
        _known.clear()
    for find in (_stored, _asked):
        missing = [each for each in versions if (each.sha256, release.sha256) not in _known]
        if missing:
            found = find(missing, release)
            _known.update({(sha256, release.sha256): holds for sha256, holds in found.items()})
    return [each for each in versions if _known[each.sha256, release.sha256]]


def _stored(versions: list[ItemVersion], release: releases.ReleaseName) -> dict[str, bool]:
    """What was asked before, by any process."""
    found = ItemStanding.objects.filter(of__in=versions, **_with(release))
    return dict(found.values_list("of__sha256", "holds"))


def _asked(versions: list[ItemVersion], release: releases.ReleaseName) -> dict[str, bool]:
    """Ask the model now, and store what it says."""
    setting = Setting(ground.of_release(release.version), ())
    found = {version: _holds(version, setting) for version in versions}
    ItemStanding.objects.bulk_create(
        (ItemStanding(of=of, holds=holds, **_with(release)) for of, holds in found.items()),
        ignore_conflicts=True,
    )
    return {version.sha256: holds for version, holds in found.items()}


def _with(release: releases.ReleaseName) -> dict[str, str]:
    return {"release_sha256": release.sha256, "engine": __version__}


def _holds(version: ItemVersion, setting: Setting) -> bool:
    try:
        return not flaws_of_release(item_of(version), setting)
    except (CaseRefused, *releases.NOT_COMPILED):
        return False
