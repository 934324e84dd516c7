"""Releases of the knowledge base: load, find, compile."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.db import IntegrityError, transaction
from pydantic import ValidationError

from pgx.echo import short
from pgx.knowledge import registry
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.errors import (
    Fault,
    KnowledgeRefused,
    NoRelease,
    ReleaseUnreadable,
    VersionTaken,
)
from pgx.knowledge.models import Release, Row, Withdrawal
from pgx.knowledge.reading import LABEL, Content, Label, Rows, read
from pgx.knowledge.tables import TABLES
from pgx.science.knowledge import Knowledge

KEPT = 8  # compiled releases in memory
# What the model raises where a row that it needs is missing, or a number is out of its reach.
NOT_COMPILED = (LookupError, ValueError, AttributeError, ArithmeticError)
_kept: dict[str, Knowledge] = {}
_compiling = threading.Lock()


class ReleaseName(NamedTuple):
    """Which release: its number in the database, its version, and the hash of its content."""

    pk: int
    version: str
    sha256: str


def load(folder: Path) -> tuple[Release, bool]:
    """Make a release of the files in a folder; the release, and whether it is new.

    The same content again changes nothing. Raises KnowledgeRefused where the files are
    faulty, or where their version is taken by other content; the database is then as before.
    """
    return publish(read(folder))


def publish(content: Content) -> tuple[Release, bool]:
    """Make a release of content whose rows are checked; the release, and whether it is new."""
    sha256 = content_hash(content)
    if known := _published(content, sha256):
        return known, False
    check_compiled(content, sha256)
    try:
        return _save(content, sha256), True
    except IntegrityError:  # another process was first
        if known := _published(content, sha256):
            return known, False
        raise


def check_compiled(content: Content, sha256: str) -> None:
    """Compile, and run the checks of compiled knowledge. Raises KnowledgeRefused."""
    try:
        knowledge = compile_release(content.label.version, sha256, content.rows)
    except NOT_COMPILED as error:
        reason = f"the tables do not compile: {error!r}"
        raise KnowledgeRefused([Fault(LABEL, 0, "", reason)]) from error
    if faults := registry.knowledge_faults(knowledge):
        raise KnowledgeRefused(faults)


def content_hash(content: Content) -> str:
    """SHA-256 over the canonical content: the label, and every table in an order of its own.

    Empty tables and columns left at their default do not count, so a new table or column leaves
    the older releases their hash.
    """
    canonical = {
        name: sorted(
            (row.model_dump(mode="json", exclude_defaults=True) for row in rows), key=json.dumps
        )
        for name, rows in content.rows.items()
        if rows
    }
    label = content.label.model_dump(mode="json")
    text = json.dumps([label, canonical], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _published(content: Content, sha256: str) -> Release | None:
    """The release with this content; VersionTaken where its version names other content."""
    known = Release.objects.filter(sha256=sha256).first()
    version = content.label.version
    if not known and Release.objects.filter(version=version).exists():
        reason = f"{version} is loaded with other content: give it a new version"
        raise VersionTaken([Fault(LABEL, 0, "version", reason)])
    return known


@transaction.atomic
def _save(content: Content, sha256: str) -> Release:
    release = Release.objects.create(sha256=sha256, **content.label.model_dump())
    Row.objects.bulk_create(
        Row(
            release=release,
            table=name,
            position=position,
            key=row.key,
            values=row.model_dump(mode="json"),
        )
        for name, rows in content.rows.items()
        for position, row in enumerate(rows)
    )
    return release


def find(version: str | None = None) -> Knowledge:
    """The release of a version, or the default one; compiled once a process.

    One small query a call, so a release published elsewhere is found at once; who holds
    an older one keeps it. Raises NoRelease where there is none.
    """
    return compiled(name(version))


def compiled(release: ReleaseName) -> Knowledge:
    """A release whose name was asked for; compiled once a process."""
    return _kept.get(release.sha256) or _compile_once(*release)


def name(version: str | None = None) -> ReleaseName:
    """Which release a version is; without one the default, the newest that is not withdrawn.

    One query. Raises NoRelease.
    """
    releases = Release.objects.filter(**{"version": version} if version else {"withdrawal": None})
    # PostgreSQL takes no NUL in a text, and no version has one.
    readable = "\0" not in (version or "")
    found = readable and releases.values_list("pk", "version", "sha256").first()
    if not found:
        known = ", ".join(Release.objects.values_list("version", flat=True)) or "none yet"
        raise NoRelease(f"there is no release {short(version or '')}; loaded: {known}")
    return ReleaseName(*found)


def withdrawn(version: str) -> str:
    """Why the release of a version is withdrawn; empty where it is not, or is not there."""
    notes = Withdrawal.objects.filter(release__version=version).values_list("note", flat=True)
    return notes.first() or ""


def _compile_once(pk: int, version: str, sha256: str) -> Knowledge:
    """Compile, while other threads that want the same wait rather than do it too."""
    with _compiling:
        if sha256 not in _kept:
            knowledge = _compile(pk, version, sha256)
            if len(_kept) >= KEPT:
                del _kept[next(iter(_kept))]
            _kept[sha256] = knowledge
        return _kept[sha256]


def _compile(pk: int, version: str, sha256: str) -> Knowledge:
    rows = stored_rows(pk, version)
    try:
        return compile_release(version, sha256, rows)
    except NOT_COMPILED as error:
        raise ReleaseUnreadable(version) from error


def stored_rows(pk: int, version: str, tables: Iterable[str] = TABLES) -> Rows:
    """The rows of a release by table, in the order of their files. Raises ReleaseUnreadable."""
    rows: Rows = {table: [] for table in tables}
    found = Row.objects.filter(release_id=pk)
    if tables is not TABLES:
        found = found.filter(table__in=rows)
    try:
        for table, values in found.values_list("table", "values"):
            rows[table].append(TABLES[table].model_validate(values))
    except (KeyError, ValidationError) as error:  # a table or a column of another time
        raise ReleaseUnreadable(version) from error
    return rows


def stored(version: str | None = None) -> Content:
    """The content of a release as it was loaded. Raises NoRelease."""
    release = Release.objects.get(pk=name(version).pk)
    label = Label(version=release.version, released_on=release.released_on, notes=release.notes)
    return Content(label, stored_rows(release.pk, release.version))
