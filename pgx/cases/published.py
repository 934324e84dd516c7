"""Published cases: read once, played with the releases with which they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Max

from pgx import __version__
from pgx.accounts.models import User
from pgx.cases import ground
from pgx.cases.errors import CaseRefused
from pgx.cases.models import CaseVersion, Standing
from pgx.cases.playable import holds
from pgx.cases.playing.errors import NotPlayable
from pgx.cases.reading import CaseFile, read_case
from pgx.cases.schema import Case
from pgx.knowledge import releases
from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows
from pgx.science.knowledge import Knowledge


def publish(file: CaseFile, by: User | None = None, note: str = "") -> tuple[CaseVersion, bool]:
    """Make a version of a checked file; the version, and whether it is new.

    The same text again changes nothing. Raises CaseRefused where its number is not above that
    of the published version.
    """
    known = CaseVersion.objects.filter(sha256=file.sha256).first()
    if known:
        return known, False
    if found := version_taken(file):
        raise CaseRefused(found)
    try:
        with transaction.atomic():
            return CaseVersion.objects.create(
                case=file.case.case,
                version=file.case.version,
                sha256=file.sha256,
                text=file.text,
                note=note,
                published_by=by,
            ), True
    except IntegrityError:  # somebody else was first
        return publish(file, by, note)


def version_taken(file: CaseFile) -> list[Fault]:
    """The fault of a number that is not above the last published one; nothing where it is."""
    versions = CaseVersion.objects.filter(case=file.case.case)
    last = versions.aggregate(Max("version"))["version__max"] or 0
    if file.case.version > last:
        return []
    return [file.places.fault(("version",), f"version {last} is published: write a higher number")]


def newest() -> dict[str, CaseVersion]:
    """The newest version of each case, by the case's name."""
    return {found.case: found for found in CaseVersion.objects.order_by("case", "version")}


def led_by(belief: str) -> list[Case]:
    """The cases that a belief leads."""
    cases = map(case_of, newest().values())
    return [case for case in cases if case.leads == belief]


def case_of(version: CaseVersion) -> Case:
    """The case of a version."""
    return file_of(version.case, version.text).case


@lru_cache(maxsize=512)
def file_of(case: str, text: str) -> CaseFile:
    """A published text, read again. Raises CaseRefused where this program reads it no more."""
    return read_case(f"{case}.yaml", text.encode())


def standing(
    version: CaseVersion, release: releases.ReleaseName | None = None
) -> tuple[Fault, ...]:
    """What of a version does not hold with a release, or with the default one."""
    return _standing(version.sha256, release or releases.name())


@lru_cache(maxsize=1024)
def _standing(sha256: str, release: releases.ReleaseName) -> tuple[Fault, ...]:
    """Read from what is stored, or asked now and stored."""
    version = CaseVersion.objects.get(sha256=sha256)
    if stored := Standing.objects.filter(of=version, **_with(release)).first():
        return tuple(Fault(**each) for each in stored.faults)
    found = _asked(version, ground.of_release(release.version))
    _keep(version, release, found)
    return found


def found_to_hold(version: CaseVersion) -> None:
    """Keep that a version holds with the default release: every check has just said so."""
    _keep(version, releases.name(), ())


def _keep(version: CaseVersion, release: releases.ReleaseName, faults: tuple[Fault, ...]) -> None:
    told = [asdict(each) for each in faults]
    standing = Standing(of=version, faults=told, **_with(release))
    Standing.objects.bulk_create([standing], ignore_conflicts=True)


def _with(release: releases.ReleaseName) -> dict[str, str]:
    return {"release_sha256": release.sha256, "engine": __version__}


def cases_that_no_longer_hold(knowledge: Knowledge, rows: Rows) -> Iterator[Fault]:
    """What a curator is told before a release is published: it stops nothing."""
    on = ground.of_rows(knowledge, rows)
    for version in newest().values():
        yield from _asked(version, on)


def _asked(version: CaseVersion, on: ground.Ground) -> tuple[Fault, ...]:
    try:
        return holds(file_of(version.case, version.text), on)
    except CaseRefused as refused:
        return tuple(refused.faults)


def playable(case: str) -> tuple[CaseVersion, str]:
    """The newest version of a case, and today's release. Raises NotPlayable."""
    version = CaseVersion.objects.filter(case=case).first()
    if not version or standing(version):
        raise NotPlayable(case, bool(version))
    return version, releases.name().version
