"""What a release is called: a version that is free, and what is new in it."""

from __future__ import annotations

import re

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import ValidationError

from pgx.knowledge.drafts.errors import PublishRefused
from pgx.knowledge.models import Draft, Release
from pgx.knowledge.reading import Label


def next_version() -> str:
    """The version after the highest that there is."""
    versions = Release.objects.values_list("version", flat=True)
    major, minor, patch = max(map(_parts, versions), default=(0, 0, 0))
    return f"{major}.{minor}.{patch + 1}"


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def label(draft: Draft, version: str, notes: str) -> Label:
    """What the release is called. Raises PublishRefused."""
    says = {
        "version": _("Write three whole numbers with points between, such as %(next)s."),
        "notes": _("Say what is new in this release and why: its readers see it."),
    }
    try:
        found = Label(version=version, released_on=timezone.localdate(), notes=plain(notes))
    except ValidationError as error:
        fields = [str(each["loc"][0]) for each in error.errors()]
        raise PublishRefused(
            {each: says[each] % {"next": next_version()} for each in fields}
        ) from None
    if taken := _wrong_version(draft, version):
        raise PublishRefused({"version": taken})
    return found


def plain(text: str) -> str:
    """Without what a form adds to a text."""
    return text.replace("\r\n", "\n").strip()


def _wrong_version(draft: Draft, version: str) -> str:
    """Why a readable version cannot be taken; empty where it can."""
    if Release.objects.filter(version=version).exists():
        return _("There is a release %(version)s already; %(next)s is free.") % {
            "version": version,
            "next": next_version(),
        }
    if _parts(version) < _parts(draft.parent.version):
        return _("This is below the parent's version, %(parent)s; %(next)s is free.") % {
            "parent": draft.parent.version,
            "next": next_version(),
        }
    return ""
