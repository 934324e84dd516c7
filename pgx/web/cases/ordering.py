"""Ordering tests: what there is, and what each of them turned out to be for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pgx.cases.models import Answer
from pgx.cases.playing.given import NOTHING
from pgx.cases.schema import Order, Test
from pgx.web.cases.feedback import Told, tell
from pgx.web.cases.page import Page
from pgx.web.cases.said import Said


@dataclass(frozen=True)
class Offered:
    """A test that can be ordered, or was."""

    test: Test
    is_chosen: bool


@dataclass(frozen=True)
class OfTest:
    """What is said of a test, or of ordering none."""

    name: str
    is_ordered: bool
    told: Told


def order(page: Page) -> dict[str, Any]:
    """The tests in the order of this attempt; once ordered, what is to be said of them."""
    chosen = page.kept.some("tests")
    if page.answer and not chosen:
        chosen = [NOTHING]
    return {
        "tests": [
            Offered(each, each.id in chosen)
            for each in page.play.shuffled(page.step.tests, page.step)
        ],
        "orders_nothing": NOTHING in chosen,
        "told": _told(page.step, page.said, page.answer) if page.answer else [],
        "is_as_wanted": bool(page.answer and page.answer.found["right"]),
    }


def _told(step: Order, said: Said, answer: Answer) -> list[OfTest]:
    """Of what was ordered, and of what an expert would have ordered."""
    ordered = answer.given["tests"]
    told = [
        OfTest(str(said.line(each.name)), each.id in ordered, tell(said, each, each.misconception))
        for each in step.tests
        if each.id in ordered or each.id in step.wanted
    ]
    if not ordered or not step.wanted:
        belief = None if ordered else step.nothing.misconception
        told.append(OfTest(_("Order nothing"), not ordered, tell(said, step.nothing, belief)))
    return told
