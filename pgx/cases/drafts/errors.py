"""Why a draft of a case was not saved or published. Nothing is then changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pgx.cases.models import CaseDraft
    from pgx.knowledge.errors import Fault


class DraftGone(Exception):
    """The draft is published or deleted."""


class DraftChangedMeanwhile(Exception):
    """Somebody saved the draft after the revision that was seen; `now` is the draft as it is."""

    def __init__(self, now: CaseDraft) -> None:
        super().__init__(f"revision {now.revision} is there now")
        self.now = now


class TextRefused(Exception):
    """A text that cannot be kept at all; it says why."""


class NameRefused(Exception):
    """A new case cannot have this name; it says why."""


class PublishRefused(Exception):
    """A draft is not published: what is wrong, by field of the form, and by line of the text."""

    def __init__(self, fields: Mapping[str, str], faults: Sequence[Fault] = ()) -> None:
        super().__init__("; ".join([*fields.values(), *map(str, faults)]))
        self.fields, self.faults = fields, faults
