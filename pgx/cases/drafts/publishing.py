"""A draft of a case becomes its next version."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pgx.accounts.models import User
from pgx.cases import published
from pgx.cases.drafts.checking import to_do
from pgx.cases.drafts.editing import opened
from pgx.cases.drafts.errors import PublishRefused
from pgx.cases.errors import CaseRefused
from pgx.cases.models import CaseDraft, CaseVersion

LONGEST_NOTE = CaseVersion._meta.get_field("note").max_length


def publish(draft: CaseDraft, note: str, by: User, revision: int) -> CaseVersion:
    """Make the draft the next version of its case; the draft goes, its text is kept there.

    Raises PublishRefused, DraftChangedMeanwhile, DraftGone, NoRelease.
    """
    if fields := _note(note):
        raise PublishRefused(fields)
    to_do(draft)  # asked before, so that nobody waits for the draft's row
    with opened(draft, revision) as now:
        # Who publishes another draft of the case waits here, and then sees this version.
        list(CaseVersion.objects.select_for_update().filter(case=now.case))
        if is_behind(now):
            raise PublishRefused({"": _("Another version was published since.")})
        version = _published(now, note.strip(), by)
        now.delete()
    published.standing(version)  # asked now, so that no learner waits for it
    return version


def newest(draft: CaseDraft) -> CaseVersion | None:
    """The newest version of the draft's case; none of a new case."""
    return CaseVersion.objects.filter(case=draft.case).first()


def is_behind(draft: CaseDraft) -> bool:
    """Whether a version was published since the draft was begun: it would take that back."""
    last = newest(draft)
    return bool(last) and last.pk != draft.parent_id


def _note(note: str) -> dict[str, str]:
    if not note.strip():
        return {"note": _("Say what is new: whoever looks at the versions reads it.")}
    if len(note) > LONGEST_NOTE or "\0" in note:
        return {"note": _("Write at most %d characters.") % LONGEST_NOTE}
    return {}


def _published(draft: CaseDraft, note: str, by: User) -> CaseVersion:
    if found := to_do(draft):
        raise PublishRefused({}, found)
    try:
        with transaction.atomic():
            return published.publish(published.file_of(draft.case, draft.text), by, note)[0]
    except CaseRefused as refused:
        raise PublishRefused({}, refused.faults) from None
