"""The list of cases: by topic and difficulty, what is done, what is being mended."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from django.utils import timezone

from pgx.cases import published
from pgx.cases.models import Attempt, CaseVersion
from pgx.cases.playing import Play, Player
from pgx.cases.playing.attempts import attempts_of
from pgx.cases.review.agenda import due
from pgx.cases.schema import Case
from pgx.cases.topics import Topic, read_topics
from pgx.knowledge import releases
from pgx.web.cases.next_up import Next, next_up

HARDER = ("intro", "intermediate", "advanced")


@dataclass(frozen=True)
class Played:
    """An attempt as the list shows it."""

    attempt: Attempt
    is_done: bool


@dataclass(frozen=True)
class Line:
    """A case, whether it can be played, and the newest attempt at it."""

    version: CaseVersion
    case: Case
    is_mended: bool
    played: Played | None

    @property
    def is_done(self) -> bool:
        """Whether it was played to its debrief."""
        return bool(self.played and self.played.is_done)


@dataclass(frozen=True)
class Shelf:
    """The topics with their cases, and what to do next."""

    topics: list[tuple[str, list[Line]]]
    next: Next | None
    done: int
    many: int
    player: Player

    @property
    def is_visitor(self) -> bool:
        """Whether what is played belongs to no account yet."""
        return self.player.user is None

    @property
    def due(self) -> int:
        """How many beliefs are due for review."""
        user = self.player.user
        return len(due(user, timezone.now())) if user else 0


def shelf(player: Player) -> Shelf:
    """The cases for somebody. Raises NoRelease."""
    plays = [Play(each) for each in attempts_of(player).prefetch_related("answers")]
    played: dict[str, Played] = {}
    for play in plays:
        _keep_best(played, play)
    today = releases.name()
    lines = [_line(version, played, today) for version in published.newest().values()]
    by_topic = _by_topic(lines)
    ordered = [line for _name, those in by_topic for line in those]
    done = sum(line.is_done for line in lines)
    follows = next_up(ordered, plays)
    return Shelf(by_topic, follows, done, len(lines), player)


def _keep_best(played: dict[str, Played], play: Play) -> None:
    """Of several attempts the one that is under way, else the newest."""
    now = play.current
    found = Played(play.attempt, not now or now.kind == "debrief")
    earlier = played.get(play.attempt.of.case)
    if not earlier or (earlier.is_done and not found.is_done and play.answers):
        played[play.attempt.of.case] = found


def _line(version: CaseVersion, played: dict[str, Played], today: releases.ReleaseName) -> Line:
    return Line(
        version,
        published.case_of(version),
        bool(published.standing(version, today)),
        played.get(version.case),
    )


def _by_topic(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Topics in the order of their file; those that it does not have stand last."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in sorted(
        lines,
        key=lambda line: (
            HARDER.index(line.case.difficulty),
            line.case.help != "worked",
            line.case.title,
        ),
    ):
        found[line.case.topics[0]].append(line)
    names = {each.topic: str(each.name) for each in topics()}
    order = [*names, *sorted(set(found) - set(names))]
    return [(names.get(topic, topic), found[topic]) for topic in order if topic in found]


@cache
def topics() -> tuple[Topic, ...]:
    """The topics, read once a process."""
    return tuple(read_topics())
