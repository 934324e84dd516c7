"""What became of rows since a file of them was taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pgx.knowledge.drafts.files import FileRefused, LineFault
from pgx.knowledge.drafts.taking import TAKEN, Taken, name_hash, taken
from pgx.knowledge.models import Change, Draft
from pgx.knowledge.tables import Table

Known = Mapping[str, Table]
Changed = Mapping[int, tuple[Table, Taken | None]]  # by the line on which each starts


def refuse_newer(seen: Draft, now: Draft, table: str, known: Known, changed: Changed) -> None:
    """Let rows be saved only over what their writer saw. Raises FileRefused."""
    changes = {each.key: each for each in now.changes.filter(table=table).select_related("by")}
    faults = []
    for line, (row, was) in changed.items():
        change, before = changes.get(row.key), known.get(row.key)
        if was and was.name == name_hash(row.key):  # another name is a copied row, so a new one
            faults += [LineFault(line, *each) for each in _since(was, now, before, change)]
        elif change and change.revision > seen.revision:
            faults.append(LineFault(line, "", _who(change)))
    if faults:
        raise FileRefused(faults)


def _since(
    was: Taken, now: Draft, before: Table | None, change: Change | None
) -> Iterator[tuple[str, str]]:
    """Where the row is no longer as it was taken out: the column, and why."""
    if (was.draft, was.release) != (str(now.pk), now.parent.version):
        words = {"draft": was.draft, "release": was.release}
        says = _("Taken out of draft %(draft)s of release %(release)s. Take the table out of this "
                 "draft as it is now.")  # fmt: skip
        yield TAKEN, says % words
    elif before is None or taken(now, before) != was:
        yield "", _who(change)


def _who(change: Change | None) -> str:
    """Who changed a row meanwhile, and when."""
    if not change:
        return _("Somebody took a change of this row back meanwhile. Look at it, and take the "
                 "table out again.")  # fmt: skip
    words = {
        "who": change.by or _("Somebody"),
        "when": date_format(localtime(change.at), "DATETIME_FORMAT"),
    }
    says = _("%(who)s saved this row meanwhile (%(when)s). Look at it, and take the table out "
             "again.")  # fmt: skip
    return says % words
