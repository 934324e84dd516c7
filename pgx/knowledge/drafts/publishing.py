"""A draft becomes a release; a release is withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pgx.accounts.models import User
from pgx.knowledge import releases
from pgx.knowledge.drafts.checking import all_to_do
from pgx.knowledge.drafts.editing import opened
from pgx.knowledge.drafts.errors import DraftClosed, PublishRefused, ToDo, WithdrawRefused
from pgx.knowledge.drafts.naming import label, plain
from pgx.knowledge.drafts.overlay import rows
from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.models import Draft, Release, Withdrawal
from pgx.knowledge.reading import Content


def publish(
    draft: Draft,
    version: str,
    notes: str,
    by: User,
    even_so: bool = False,
    revision: int | None = None,
) -> Release:
    """Make a release of a draft, which then changes no more.

    `even_so` publishes also where the parent is withdrawn or no longer the default release;
    `revision` is the draft's that was seen, where one is given. Raises PublishRefused,
    DraftClosed, ReleaseUnreadable; nothing is then published.
    """
    seen = _now(draft)
    if revision is not None:
        _refuse_changed(seen, revision)
    if not seen.changes.exists():
        raise PublishRefused({"": _("Nothing is changed yet.")})
    name = label(seen, version, notes)
    if faults := all_to_do(seen):
        raise PublishRefused({}, faults)
    with opened(draft) as now:
        _one_at_a_time()
        _refuse_changed(now, seen.revision + 1)
        if not even_so:
            _refuse_old_parent(now.parent)
        release = _publish(Content(name, rows(now)))
        Draft.objects.filter(pk=now.pk).update(published_as=release, published_by=by)
    return release


def _now(draft: Draft) -> Draft:
    """The draft as the database has it. Raises DraftClosed where it is gone or published."""
    found = Draft.objects.select_related("parent").filter(pk=draft.pk, published_as=None).first()
    if not found:
        raise DraftClosed
    return found


def _one_at_a_time() -> None:
    """Hold back who else publishes or withdraws, until this transaction ends.

    SQLite has one writer anyway.
    """
    list(Release.objects.select_for_update().values_list("pk", flat=True))


def _refuse_changed(draft: Draft, revision: int) -> None:
    """What was seen and checked is what is published; a move is a revision too."""
    if draft.revision != revision:
        says = _("Somebody changed this draft just now. Look at the difference, and publish again.")
        raise PublishRefused({"": says})


def _refuse_old_parent(parent: Release) -> None:
    default = releases.name()
    if hasattr(parent, "withdrawal"):
        says = _("The parent, %(parent)s, is withdrawn. Move this draft onto release %(default)s.")
    elif parent.pk != default.pk:
        says = _(
            "Release %(default)s was published meanwhile: this draft of %(parent)s would take back "
            "what that release changed. Move the draft onto release %(default)s."
        )
    else:
        return
    names = {"parent": parent.version, "default": default.version}
    raise PublishRefused({"even_so": says % names})


def _publish(content: Content) -> Release:
    try:
        release, new = releases.publish(content)
    except KnowledgeRefused as refused:
        faults = tuple(ToDo("", "", each.column, each.reason) for each in refused.faults)
        raise PublishRefused({}, faults) from None
    if not new:
        raise PublishRefused({"version": _("There is a release of just this content already.")})
    return release


def withdraw(release: Release, note: str, by: User) -> Withdrawal:
    """Let a release answer only where its version is asked for. Raises WithdrawRefused."""
    if not note.strip() or "\0" in note:
        raise WithdrawRefused(_("Say why: whoever asks for this release reads it."))
    with transaction.atomic():
        _one_at_a_time()
        standing = set(Release.objects.filter(withdrawal=None).values_list("pk", flat=True))
        if release.pk not in standing:
            raise WithdrawRefused(_("It is withdrawn already."))
        if standing == {release.pk}:
            raise WithdrawRefused(
                _("It is the last release that answers: publish another one first.")
            )
        return Withdrawal.objects.create(release=release, note=plain(note), by=by)
