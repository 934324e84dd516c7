"""Why a test is not begun, or an answer not taken."""

from __future__ import annotations

from datetime import datetime

from pgx.cases.playing.errors import AnswerRefused

__all__ = ["AnswerRefused", "Closed", "NoItems", "NoSitting", "NotAMember", "NotNow", "NotOpen"]


class NotOpen(Exception):
    """The test opens later; `opens_at` says when."""

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(f"the test opens at {opens_at.isoformat()}")
        self.opens_at = opens_at


class Closed(Exception):
    """The test or its class is closed, or the learner has left: nothing is stored any more."""


class NotAMember(Exception):
    """Whoever is not in the class, or has left it, begins none of its tests."""


class NoItems(Exception):
    """No item of the class's beliefs holds with today's release."""


class NoSitting(Exception):
    """There is no such sitting, or it is another's."""


class NotNow(Exception):
    """Another question comes now; `position` says which, None where none comes any more."""

    def __init__(self, position: int | None) -> None:
        super().__init__(f"the question that comes now is {position}")
        self.position = position
