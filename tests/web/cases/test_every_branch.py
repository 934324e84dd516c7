"""Every shipped case over HTTP, until each class of answer of each step was given.

Every step is reached, every branch that an answer decides is taken, all ways end in the debrief,
and nothing that is said of an answer was sent before it.
"""

from collections import Counter
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from pgx.cases.models import Attempt
from pgx.cases.pieces import plain
from pgx.cases.playing import Play
from pgx.cases.reading import CaseFile, read_folder
from pgx.notice import NOTICE
from pgx.web.cases.kinds import HAS_FEEDBACK
from tests.cases.making import classes, publish_shipped

CASES = [each.case.case for each in read_folder() if isinstance(each, CaseFile)]
MOST_WAYS = 20


class Walk:
    """Ways through a case, each with an answer that none before had, where there is one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.given: Counter[tuple[str, str]] = Counter()
        self.led: set[tuple[str, str | None]] = set()
        self.open: set[tuple[str, str]] = set()

    def once(self) -> None:
        """Play from the beginning to the debrief."""
        self.client, self.sent = Client(), ""
        self.home = self.client.post(reverse("case-begin", args=[self.name]))["Location"]
        attempt = Attempt.objects.get(pk=self.home.rstrip("/").rpartition("/")[2])
        step = None
        while step := Play(attempt).current:
            self.answer(Play(attempt), step)
            last = step
        assert last.kind == "debrief"

    def answer(self, play: Play, step: Any) -> None:
        """Look at a step, answer it, look at it again."""
        self.look(step.id)
        for hidden in said_after(play, step):
            assert hidden not in self.sent, f"{step.id}: {hidden}"
        known = dict(classes(play, step))
        self.open |= {(step.id, name) for name in known}
        chosen = min(known, key=lambda name: self.given[step.id, name])
        response = self.client.post(self.home + step.id, known[chosen])
        assert response.status_code == 303, (step.id, chosen)
        self.given[step.id, chosen] += 1
        self.led.add((step.id, Play(play.attempt).by_step[step.id].found["next"]))
        if step.kind in HAS_FEEDBACK:
            self.look(step.id)

    def look(self, step: str) -> None:
        response = self.client.get(self.home + step)
        assert response.status_code == 200
        text = " ".join(unescape(strip_tags(response.content.decode())).split())
        assert str(NOTICE) in text
        self.sent += text


def said_after(play: Play, step: Any) -> list[str]:
    """What a learner reads only once this step is answered."""
    parts = [*getattr(step, "options", ()), *getattr(step, "beliefs", ())]
    parts += [part for name in ("right", "other") if (part := getattr(step, name, None))]
    texts = [part.feedback for part in parts if not isinstance(part, bool)]
    texts += [each.text for each in play.case.steps if getattr(each, "of", "") == step.id]
    return [" ".join(plain(text, play.values).split()) for text in texts]


@pytest.mark.parametrize("name", CASES)
def test_every_branch(name, release):
    publish_shipped(name)
    walk = Walk(name)
    for _way in range(MOST_WAYS):
        walk.once()
        if walk.open == walk.given.keys():
            break

    assert walk.open == walk.given.keys()
    case = Play(Attempt.objects.first()).case
    reached = {step for step, _class in walk.given}
    assert reached == {step.id for step in case.steps}
    for step in case.steps:
        for branch in step.then:
            if not branch.when or branch.when.value is None:
                assert (step.id, branch.go) in walk.led, f"{step.id} -> {branch.go}"
