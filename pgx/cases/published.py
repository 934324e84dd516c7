"""Published cases: read once, played with the releases with which they hold."""

from __future__ import annotations

from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Max

from pgx.accounts.models import User
from pgx.cases import checks, ground
from pgx.cases.checks import Setting
from pgx.cases.errors import CaseRefused
from pgx.cases.models import CaseVersion
from pgx.cases.playing.errors import NotPlayable
from pgx.cases.reading import CaseFile, read_case
from pgx.cases.schema import Case
from pgx.knowledge import releases
from pgx.knowledge.errors import Fault


def publish(file: CaseFile, by: User | None = None, note: str = "") -> tuple[CaseVersion, bool]:
    """Make a version of a checked file; the version, and whether it is new.

    The same text again changes nothing. Raises CaseRefused where its number is not above that
    of the published version.
    """
    known = CaseVersion.objects.filter(sha256=file.sha256).first()
    if known:
        return known, False
    newest = CaseVersion.objects.filter(case=file.case.case).aggregate(Max("version"))
    if file.case.version <= (newest["version__max"] or 0):
        reason = f"version {newest['version__max']} is published: write a higher number"
        raise CaseRefused([file.places.fault(("version",), reason)])
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


def newest() -> dict[str, CaseVersion]:
    """The newest version of each case, by the case's name."""
    return {found.case: found for found in CaseVersion.objects.order_by("case", "version")}


def case_of(version: CaseVersion) -> Case:
    """The case of a version."""
    return file_of(version.case, version.text).case


@lru_cache(maxsize=512)
def file_of(case: str, text: str) -> CaseFile:
    """A published text, read again. Raises CaseRefused where this program reads it no more."""
    return read_case(f"{case}.yaml", text.encode())


def standing(version: CaseVersion, release: str | None = None) -> tuple[Fault, ...]:
    """What of a version does not hold with a release, or with the default one."""
    found = releases.name(release)
    return _standing(version.case, version.text, found.version, found.sha256)


@lru_cache(maxsize=1024)
def _standing(case: str, text: str, release: str, sha256: str) -> tuple[Fault, ...]:
    try:
        setting = Setting(ground.of_release(release), topics=())
        return tuple(checks.faults_of_release(file_of(case, text), setting))
    except CaseRefused as refused:
        return tuple(refused.faults)


def playable(case: str) -> tuple[CaseVersion, str]:
    """The newest version of a case, and today's release. Raises NotPlayable."""
    version = CaseVersion.objects.filter(case=case).first()
    if not version or standing(version):
        raise NotPlayable(case)
    return version, releases.name().version
