"""A class whose answers are planted as rows, fast enough for thousands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np

from pgx.accounts.models import User
from pgx.cases.models import Assignment, Class, ItemVersion, Kind, Membership, Response, Sitting
from tests.cases.sittings.making import RIGHT, SHOWS, text_of

BELIEFS = [f"M{number:02d}" for number in range(1, 11)]
FORMS = 3
START = datetime(2026, 9, 1, 8, tzinfo=UTC)
DAYS = {Kind.PRE: 0, Kind.POST: 30, Kind.LATER: 60}


@dataclass
class Planted:
    """A class with its items: `items[belief][form]`."""

    of_class: Class
    members: list[Membership]
    items: dict[str, list[ItemVersion]]
    assignments: dict[str, Assignment] = field(default_factory=dict)


def make_items(beliefs: Sequence[str] = BELIEFS) -> dict[str, list[ItemVersion]]:
    """Three items a belief, whose options are `flat` (right), `steep` (the belief) and `none`."""
    rows = [
        ItemVersion(
            item=f"{belief.lower()}-{form}",
            belief=belief,
            sha256=f"{belief}-{form}",
            text=text_of(belief, str(form)),
        )
        for belief in beliefs
        for form in range(FORMS)
    ]
    made = ItemVersion.objects.bulk_create(rows)
    return {b: made[FORMS * i : FORMS * (i + 1)] for i, b in enumerate(beliefs)}


def make_class(learners: int, instructor: User | None = None, items=None, name="Spring") -> Planted:
    """A class with so many learners and the three tests assigned."""
    of_class = Class.objects.create(name=name, beliefs=BELIEFS)
    if instructor:
        of_class.instructors.add(instructor)
    users = User.objects.bulk_create(
        User(username=f"{of_class.pk[:6]}-{place:03d}", password="!") for place in range(learners)
    )
    members = Membership.objects.bulk_create(
        Membership(of_class=of_class, learner=user, number=place)
        for place, user in enumerate(users)
    )
    Membership.objects.filter(of_class=of_class).update(joined_at=START)
    planted = Planted(of_class, members, items or make_items())
    for kind, day in DAYS.items():
        opens = START + timedelta(days=day)
        planted.assignments[kind] = Assignment.objects.create(
            of_class=of_class, kind=kind, opens_at=opens
        )
    return planted


def sit(planted: Planted, kind: str | None, right: np.ndarray, **given) -> None:
    """Plant the answers of a test (or review): learners by beliefs, 1 right, 0 wrong, -1 not asked.

    A test is finished where no belief of a learner is missing. A wrong answer shows its belief.
    """
    phase = list(DAYS).index(kind) if kind else given.pop("phase", 0)
    day = DAYS[kind] if kind else 40 + phase
    sat = [
        Sitting(
            assignment=planted.assignments[kind] if kind else None,
            learner_id=member.learner_id,
            release="1",
            engine="1",
            seed=1,
            items=[],
            finished_at=START + timedelta(days=day) if (row >= 0).all() else None,
        )
        for member, row in zip(planted.members, right, strict=False)
    ]
    Sitting.objects.bulk_create(sat)
    Response.objects.bulk_create(
        _response(planted, sitting, member, phase, place, bool(one), day, given)
        for sitting, member, row in zip(sat, planted.members, right, strict=False)
        for place, one in enumerate(row)
        if one >= 0
    )


def _response(planted, sitting, member, phase, place, right, day, given) -> Response:
    belief = BELIEFS[place]
    values = {
        "option": RIGHT if right else SHOWS,
        "right": right,
        "shown": "" if right else belief,
        "confidence": (member.number + place + right) % 3,
        "is_first": True,
        "is_late": False,
        "answered_at": START + timedelta(days=day, seconds=place),
    }
    return Response(
        sitting=sitting,
        position=place,
        item=planted.items[belief][(member.number + place + phase) % FORMS],
        **values | given,
    )
