"""Releases of the knowledge base: load, find, compile."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from pgx.knowledge.compiling import compile_release
from pgx.knowledge.errors import Fault, KnowledgeRefused, NoRelease
from pgx.knowledge.models import Release, Row
from pgx.knowledge.reading import Content, read
from pgx.knowledge.tables import TABLES
from pgx.science.knowledge import Knowledge


def load(folder: Path) -> tuple[Release, bool]:
    """Make a release of the files in a folder; the release, and whether it is new.

    The same content again changes nothing. Raises KnowledgeRefused where the files are
    faulty, or where their version is taken by other content; the database is then as before.
    """
    content = read(folder)
    sha256 = content_hash(content)
    known = Release.objects.filter(sha256=sha256).first()
    if known:
        return known, False
    if Release.objects.filter(version=content.label.version).exists():
        reason = f"{content.label.version} is loaded with other content: give it a new version"
        raise KnowledgeRefused([Fault("release.json", 0, "version", reason)])
    return _save(content, sha256), True


def content_hash(content: Content) -> str:
    """SHA-256 over the canonical content: the label, and every table in key order."""
    canonical = {
        name: sorted((row.model_dump(mode="json") for row in rows), key=json.dumps)
        for name, rows in content.rows.items()
    }
    label = content.label.model_dump(mode="json")
    text = json.dumps([label, canonical], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


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
    """The release of a version, or the newest; compiled once a process.

    Raises NoRelease where there is none.
    """
    releases = Release.objects.filter(version=version) if version else Release.objects.all()
    found = releases.values_list("pk", "version", "sha256").first()
    if not found:
        known = ", ".join(Release.objects.values_list("version", flat=True)) or "none yet"
        raise NoRelease(f"there is no release {version or ''}; loaded: {known}")
    return _compiled(*found)


@lru_cache(maxsize=8)
def _compiled(pk: int, version: str, sha256: str) -> Knowledge:
    rows: dict[str, list] = {name: [] for name in TABLES}
    for table, values in Row.objects.filter(release_id=pk).values_list("table", "values"):
        rows[table].append(TABLES[table].model_validate(values))
    return compile_release(version, sha256, rows)
