"""Editing a draft of a case: begun, saved and deleted, and no save over another in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from pgx.accounts.models import User
from pgx.cases.drafts.errors import DraftChangedMeanwhile, DraftGone, NameRefused, TextRefused
from pgx.cases.models import LONGEST_NAME, CaseDraft, CaseVersion
from pgx.cases.places import MOST_BYTES

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
VERSION = re.compile(r"^version: *[0-9]+ *$", re.MULTILINE)
TEMPLATE = Path(__file__).with_name("template.yaml")


def begin(parent: CaseVersion, title: str, by: User) -> CaseDraft:
    """A draft of a published case, as it is, with the next number."""
    text = VERSION.sub(f"version: {parent.version + 1}", parent.text, count=1)
    return CaseDraft.objects.create(
        case=parent.case, parent=parent, title=title, text=text, edited_by=by
    )


def begin_new(case: str, title: str, by: User) -> CaseDraft:
    """A draft of a new case: a small one that holds, to be written over. Raises NameRefused."""
    if not NAME.fullmatch(case) or len(case) > LONGEST_NAME:
        raise NameRefused(_("Write small letters and hyphens, such as three-times-the-level."))
    if CaseVersion.objects.filter(case=case).exists():
        raise NameRefused(_("There is a case of this name already. Begin the draft from it."))
    text = TEMPLATE.read_text("utf-8").replace("case: template\n", f"case: {case}\n", 1)
    return CaseDraft.objects.create(case=case, title=title, text=text, edited_by=by)


def save(draft: CaseDraft, text: str, revision: int, by: User) -> CaseDraft:
    """Keep a text, with faults or without, over the revision that was seen.

    The same text again is no change. Raises TextRefused, DraftChangedMeanwhile, DraftGone.
    """
    text = kept(text)
    with transaction.atomic():
        try:
            with opened(draft, revision) as now:
                now.text, now.edited_by, now.edited_at = text, by, timezone.now()
                now.save(update_fields=["text", "edited_by", "edited_at"])
                return now
        except DraftChangedMeanwhile as meanwhile:
            if meanwhile.now.text == text:
                return meanwhile.now
            raise


def kept(text: str) -> str:
    """A text as it is stored: lines end as in a file. Raises TextRefused."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise TextRefused(_("There is a character in it (NUL) that no text can have."))
    if len(text.encode()) > MOST_BYTES:
        says = _("%(found)d bytes are too many: at most %(most)d.")
        raise TextRefused(says % {"found": len(text.encode()), "most": MOST_BYTES})
    return text


def move(draft: CaseDraft, revision: int) -> CaseDraft:
    """Compare a draft with the newest version from now on, whose changes it has taken in.

    Raises DraftChangedMeanwhile, DraftGone.
    """
    with opened(draft, revision) as now:
        now.parent = CaseVersion.objects.filter(case=draft.case).first()
        now.save(update_fields=["parent"])
        return now


def delete(draft: CaseDraft, revision: int) -> None:
    """Delete a draft with its trials. Raises DraftChangedMeanwhile, DraftGone."""
    with opened(draft, revision) as now:
        now.delete()


@contextmanager
def opened(draft: CaseDraft, revision: int) -> Iterator[CaseDraft]:
    """A transaction that alone edits the draft; the draft with its next revision.

    Raises DraftChangedMeanwhile, DraftGone.
    """
    seen = CaseDraft.objects.filter(pk=draft.pk, revision=revision)
    with transaction.atomic():
        if not seen.update(revision=F("revision") + 1):
            now = CaseDraft.objects.filter(pk=draft.pk).first()
            raise DraftChangedMeanwhile(now) if now else DraftGone
        yield CaseDraft.objects.select_related("parent").get(pk=draft.pk)
