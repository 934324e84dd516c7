"""How well a belief's truth is remembered: FSRS, which counts whole days and draws no lots."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Self, cast

from fsrs import Card, Rating, Scheduler
from fsrs.card import CardDict

from pgx.cases.models import Confidence, Response

# Nobody is to wait longer than a course lasts to see whether a truth still holds.
LONGEST_DAYS = 120
# What spaced repetition calls mature, by convention (Anki). It is three times the week after which
# beliefs that were held with confidence come back (Butler 2011).
MASTERED_DAYS = 21

SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=LONGEST_DAYS
)
RIGHT = {
    Confidence.UNSURE: Rating.Hard,
    Confidence.FAIRLY: Rating.Good,
    Confidence.SURE: Rating.Easy,
}


@dataclass(frozen=True)
class Memory:
    """The scheduler's state of one belief after an answer.

    `returned` counts the errors that came after a right answer; `response` is the last answer of
    a review that was counted.
    """

    card: CardDict
    right: bool
    returned: int = 0
    response: int | None = None

    @classmethod
    def of_error(cls, day: date) -> Self:
        """The first error."""
        return cls(_reviewed(Card(card_id=0), Rating.Again, day), right=False)

    @classmethod
    def read(cls, state: dict[str, Any]) -> Self:
        """A stored state."""
        return cls(**state)

    def stored(self) -> dict[str, Any]:
        """What is stored of it."""
        return asdict(self)

    def error(self, day: date) -> Self:
        """After another error."""
        card = _reviewed(Card.from_dict(self.card), Rating.Again, day)
        return replace(self, card=card, right=False, returned=self.returned + self.right)

    def answer(self, response: Response, day: date) -> Self:
        """After an answer of a review; right but unsure is hard."""
        if not response.right:
            return replace(self.error(day), response=response.pk)
        rating = RIGHT[Confidence(response.confidence)]
        card = _reviewed(Card.from_dict(self.card), rating, day)
        return replace(self, card=card, right=True, response=response.pk)

    @property
    def last(self) -> date:
        """The day of the last answer."""
        return datetime.fromisoformat(cast(str, self.card["last_review"])).date()

    @property
    def due(self) -> date:
        """The day on which it is due."""
        return datetime.fromisoformat(self.card["due"]).date()

    @property
    def interval(self) -> int:
        """Days from the last answer to the next."""
        return (self.due - self.last).days

    @property
    def is_mastered(self) -> bool:
        """Whether it was answered rightly and need not be asked for three weeks."""
        return self.right and self.interval >= MASTERED_DAYS


def _reviewed(card: Card, rating: Rating, day: date) -> CardDict:
    """The card after a review. A clock that went back stands still for it."""
    at = datetime.combine(day, time.min, UTC)
    if card.last_review:
        at = max(at, card.last_review)
    after, _log = SCHEDULER.review_card(card, rating, at)
    return after.to_dict()
