"""What is said of an answer: what was assumed, what contradicts it, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from pgx.cases.ground import Ground
from pgx.cases.schema import Feedback
from pgx.web.cases.said import Said, Shown
from pgx.web.knowledge.library import row_address


@dataclass(frozen=True)
class Belief:
    """A belief as a learner says it, what is so, and where that stands."""

    key: str
    belief: str
    truth: str
    reference: str
    confidence: str
    address: str


@dataclass(frozen=True)
class Told:
    """Feedback: its text, the values beside it, and the belief that was recognised."""

    text: SafeString
    shown: list[Shown]
    belief: Belief | None = None


def tell(said: Said, feedback: Feedback, belief: str | None = None) -> Told:
    """The feedback of an answer; `belief` is the key of a misconception."""
    shown = said.shown(feedback.shows)
    return Told(said.prose(feedback.feedback), shown, believed(said, belief) if belief else None)


def believed(said: Said, key: str) -> Belief:
    """The belief of a key, in the release of the attempt."""
    return belief_of(said.values.ground, key)


def belief_of(ground: Ground, key: str) -> Belief:
    """The belief of a key, in a release. Raises LookupError."""
    row: dict[str, Any] = dict(ground.belief(key))
    address = f"{row_address(f'misconceptions/{key}')}?release={ground.knowledge.version}"
    words = (str(row[name]) for name in ("belief", "truth", "reference", "confidence"))
    return Belief(key, *words, address)


def of_choice(said: Said, step: Any, chosen: str) -> tuple[Told, Told | None]:
    """Of the option that was chosen; and, where it was another, of the one that holds."""
    options = {each.id: each for each in step.options}
    own = options[chosen]
    right = next(each for each in step.options if each.right)
    told = tell(said, own, own.misconception)
    return told, None if own.right else tell(said, right)


def of_number(said: Said, step: Any, recognised: str) -> Told:
    """Of a number or curve, by what it was recognised as."""
    by_belief = {each.misconception: each for each in step.beliefs}
    if recognised in by_belief:
        return tell(said, by_belief[recognised], recognised)
    return tell(said, getattr(step, recognised))
