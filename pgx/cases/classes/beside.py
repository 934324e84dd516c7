"""What stands beside a class from elsewhere: what became of the CDS cards of its EHR clients.

A door joins at the start, in its AppConfig.ready, so that this package imports none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from pgx.accounts.models import User
from pgx.cases.models import Class


@dataclass(frozen=True)
class Client:
    """Who sends feedback: its issuer, empty for those that do not say who they are."""

    issuer: str
    name: str


@dataclass(frozen=True)
class Line:
    """The cards of one drug and indicator: what was done, and how much of it was in line.

    What is neither in line nor against is judged by nobody.
    """

    drug: str
    indicator: str
    accepted: int
    overridden: int
    in_line: int
    against: int

    @property
    def judged(self) -> int:
        """How many of them can be judged."""
        return self.in_line + self.against


@dataclass(frozen=True)
class Reason:
    """Why cards were overridden, in the cards' own words; empty for a client's own."""

    said: str
    cards: int
    in_line: int
    judged: int


@dataclass(frozen=True)
class Cards:
    """What became of cards."""

    lines: tuple[Line, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def answers(self) -> int:
        """How many cards were answered."""
        return sum(each.accepted + each.overridden for each in self.lines)

    @property
    def in_line(self) -> int:
        """How many in line with what the card rests on."""
        return sum(each.in_line for each in self.lines)

    @property
    def judged(self) -> int:
        """How many of them can be judged at all."""
        return sum(each.judged for each in self.lines)


@dataclass(frozen=True)
class Door:
    """What a door offers: who may choose clients, which there are, and what they told since."""

    may_choose: Callable[[User], bool]
    clients: Callable[[], list[Client]]
    cards: Callable[[Collection[str], datetime], Cards]


_doors: list[Door] = []


def join(door: Door) -> None:
    """Add a door."""
    _doors.append(door)


def may_choose(user: User) -> bool:
    """Whether an account may say which clients are those of its class."""
    return any(door.may_choose(user) for door in _doors)


def clients() -> list[Client]:
    """Everybody who can be named for a class."""
    return [each for door in _doors for each in door.clients()]


def choose(of_class: Class, issuers: Collection[str]) -> None:
    """Say whose cards' feedback stands beside a class."""
    of_class.cds_clients = sorted(issuers)
    of_class.save(update_fields=["cds_clients"])


def cards(of_class: Class) -> Cards:
    """What became of the cards of its clients since the class began."""
    if not of_class.cds_clients:
        return Cards()
    told = [door.cards(of_class.cds_clients, of_class.made_at) for door in _doors]
    return Cards(
        tuple(line for each in told for line in each.lines),
        tuple(reason for each in told for reason in each.reasons),
    )
