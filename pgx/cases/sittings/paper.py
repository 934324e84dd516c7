"""A sitting as it stands: its items in order, what was answered, and what comes now."""

from __future__ import annotations

from functools import cached_property

from pgx.cases.models import ItemVersion, Response, Sitting


class Paper:
    """A sitting with its items and responses. Positions count from 0."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    @cached_property
    def items(self) -> list[ItemVersion]:
        """What is asked, in order."""
        found = ItemVersion.objects.in_bulk(self.sitting.items)
        return [found[each] for each in self.sitting.items]

    @cached_property
    def responses(self) -> list[Response]:
        """What was answered, in order."""
        return list(self.sitting.responses.all())

    def answer(self, position: int) -> Response | None:
        """The response at a position, if it was answered."""
        return next((each for each in self.responses if each.position == position), None)

    @property
    def position(self) -> int | None:
        """The question that comes now; None once all are answered."""
        answered = len(self.responses)
        return answered if answered < len(self.sitting.items) else None

    @cached_property
    def has_left(self) -> bool:
        """Whether the learner has left the class; nobody leaves a review."""
        test = self.sitting.assignment
        if not test:
            return False
        members = test.of_class.memberships.filter(left_at=None)
        return not members.filter(learner=self.sitting.learner_id).exists()

    @property
    def is_closed(self) -> bool:
        """Whether the test or its class is closed, or the learner has left. No review is."""
        test = self.sitting.assignment
        return bool(test and (test.closed_at or test.of_class.closed_at or self.has_left))

    @property
    def is_over(self) -> bool:
        """Whether no question comes any more: only then is anything told."""
        return self.position is None or self.is_closed
