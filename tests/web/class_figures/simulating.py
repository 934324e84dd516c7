"""Simulated learners: they sign up, join by the code and take tests, all of it over HTTP.

A learner knows an answer by its words alone. What was asked and answered is noted beside, so that
figures can be computed again from it.
"""

import re
from dataclasses import dataclass, field
from html import unescape

import numpy as np
from django.test import Client

from pgx.cases.models import Assignment
from tests.cases.sittings.making import BELIEFS, RIGHT, SHOWS
from tests.conftest import PASSWORD

ASKED = re.compile(r"What of (M\d\d), in the dress (\w+)\?")
OPTION = re.compile(r'name="option" value="(\d)"[^>]*><span>The curve is (\w+)\.</span>')
NUMBER = re.compile(r'name="question" value="(\d+)"')


@dataclass
class Noted:
    """An answer: who, in which test (0 before, 1 after), the item, and whether it was right."""

    learner: int
    test: int
    belief: str
    item: str
    right: bool
    confidence: int


@dataclass
class Learner:
    """One learner's browser, and which beliefs are held before (row 0) and after (row 1)."""

    number: int
    holds: np.ndarray
    noted: list[Noted] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client = Client(REMOTE_ADDR=f"10.0.{self.number // 250}.{self.number % 250 + 1}")

    def signs_up_and_joins(self, code: str) -> None:
        """An account under a pseudonym, and the class."""
        name = f"learner-{self.number}"
        account = {"username": name, "password1": PASSWORD, "password2": PASSWORD}
        assert self.client.post("/account/signup/", account).status_code == 302
        assert self.client.post("/classes/join/", {"code": code}).status_code == 302

    def takes(self, test: int, given: Assignment) -> None:
        """Answer a whole test, question by question."""
        begin = f"/classes/{given.of_class_id}/tests/{given.pk}/begin/"
        page = self.client.post(begin, follow=True)
        for _ in BELIEFS:
            page = self._answers(test, page)
        assert not OPTION.search(page.content.decode())

    def _answers(self, test: int, page):
        text = unescape(page.content.decode())
        belief, dress = ASKED.search(text).groups()
        options = {word: value for value, word in OPTION.findall(text)}
        held = bool(self.holds[test, BELIEFS.index(belief)])
        confidence = (self.number + len(self.noted)) % 3
        item = f"{belief.lower()}-{dress}"
        self.noted.append(Noted(self.number, test, belief, item, not held, confidence))
        sent = {
            "question": NUMBER.search(text)[1],
            "option": options[SHOWS if held else RIGHT],
            "confidence": str(confidence),
        }
        return self.client.post(page.request["PATH_INFO"], sent, follow=True)
