"""What stands beside every effect: the range and the side effects; and the visits."""

from __future__ import annotations

from typing import Any

from pgx.assessments.answer import ResultAnswer
from pgx.cases.names import MAIN
from pgx.web.cases import curves
from pgx.web.cases.asking import confidences, options
from pgx.web.cases.feedback import of_choice
from pgx.web.cases.page import Page

RANGE = ("level_", "no_range")


def beside(result: ResultAnswer) -> dict[str, Any]:
    """The sentence on the therapeutic range, and the side-effect index beside the reference's."""
    ranges = (flag.message for flag in result.flags if flag.code.startswith(RANGE))
    return {"range_flag": next(ranges, ""), "side_effects": result.side_effects}


def follow_up(page: Page) -> dict[str, Any]:
    """The mean course up to the visit, and what can be concluded."""
    result = page.said.values.runs[MAIN].results[0]
    found = {
        "options": options(page.play, page.step, page.said, page.kept),
        "confidences": confidences(page.kept),
        "course": curves.up_to(result, page.step.series, page.step.week),
        "result": result,
        **beside(result),
    }
    if page.answer:
        found["told"], found["right"] = of_choice(page.said, page.step, page.answer.given["option"])
    return found
