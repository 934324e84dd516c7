"""How an answer is judged: by the trace, the contributions, the guideline's statement, or not.

What is found is stored with the answer: whether it is right, and which belief it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pgx.cases.judging import links_that_carry
from pgx.cases.playing.given import Given
from pgx.cases.recognising import OTHER, RIGHT, at_week, candidates, recognise

if TYPE_CHECKING:
    from pgx.cases.playing.play import Play
    from pgx.cases.schema import Step

Found = dict[str, Any]
# Whether a choice goes with the guideline's statement; without one nobody judges it.
BY_CATEGORY = {
    "usual start": True,
    "consider another dose or slower titration": False,
    "consider another drug": False,
    "stopped": False,
    "no guideline statement": None,
}


def judge(play: Play, step: Step, given: Given) -> Found:
    """What is found of an answer: `right` (None where nobody judges it) and `beliefs`."""
    judged_by = JUDGES.get(getattr(step, "form", step.kind))
    return judged_by(play, step, given) if judged_by else {"right": None, "beliefs": []}


def _option(play: Play, step: Any, given: Given) -> Found:
    chosen = next(option for option in step.options if option.id == given["option"])
    beliefs = [chosen.misconception] if chosen.misconception else []
    return {"right": bool(chosen.right), "beliefs": beliefs}


def _number(play: Play, step: Any, given: Given) -> Found:
    return _recognised(play, step, given["number"])


def _curve(play: Play, step: Any, given: Given) -> Found:
    weeks, drawn = zip(*given["curve"], strict=True)
    return _recognised(play, step, at_week(weeks, drawn, step.at))


def _recognised(play: Play, step: Any, predicted: float) -> Found:
    """Beside what each belief would have said, which the page shows with the answer."""
    among = candidates(step, play.values)
    name = recognise(predicted, among)
    beliefs = [] if name in (RIGHT, OTHER) else [name]
    return {"right": name == RIGHT, "beliefs": beliefs, "as": name, "among": among}


def _order(play: Play, step: Any, given: Given) -> Found:
    chosen = given["tests"]
    shown = [test.misconception for test in step.tests if test.id in chosen]
    if not chosen:
        shown = [step.nothing.misconception]
    beliefs = list(dict.fromkeys(belief for belief in shown if belief))
    return {"right": set(chosen) == set(step.wanted), "beliefs": beliefs}


def _explain(play: Play, step: Any, given: Given) -> Found:
    carry = links_that_carry(step, play.runs)
    carries = [link for link in step.links if link in carry]
    return {"right": given["links"] == carries, "beliefs": [], "carries": carries}


def _regimen(play: Play, step: Any, given: Given) -> Found:
    """By the category that the guideline's statement gives the drug, or by nobody."""
    by_drug = {each.drug: each.recommendation.category for each in play.regimens(step)}
    category = by_drug[given["drug"]]
    right = BY_CATEGORY[category] if step.judged == "guideline" else None
    return {"right": right, "beliefs": [], "category": category}


JUDGES: dict[str, Callable[[Play, Any, Given], Found]] = {
    "option": _option,
    "number": _number,
    "curve": _curve,
    "follow-up": _option,
    "order": _order,
    "explain": _explain,
    "regimen": _regimen,
}
