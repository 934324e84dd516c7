"""What a step can be answered: one answer for each way in which it can be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pgx.cases.judging import links_that_carry
from pgx.cases.pieces import plain
from pgx.cases.playing import Play
from pgx.cases.playing.given import NOTHING
from pgx.cases.recognising import RIGHT, candidates, recognise, truth
from pgx.cases.schema import CurvePrediction, Explain, Numeric, Order, Regimen, Step
from pgx.rounding import show

Sent = Mapping[str, Sequence[str]]
SURE = {"confidence": ["fairly sure"]}
PARTS = 50  # of a scale, on which a number is looked for that goes with no belief


@dataclass(frozen=True)
class Possible:
    """An answer in words, and as a form sends it."""

    words: str
    sent: Sent


def possible(play: Play, step: Step) -> list[Possible]:
    """The answers of a step, the right one first where one is; without a question, to go on."""
    answers = ANSWERS.get(getattr(step, "form", step.kind))
    return list(answers(play, step)) if answers else [Possible(_("go on"), {})]


def _options(play: Play, step: Any) -> Iterator[Possible]:
    for option in sorted(step.options, key=lambda each: not each.right):
        yield Possible(plain(option.text, play.values), {"option": [option.id], **SURE})


def _numbers(play: Play, step: Numeric) -> Iterator[Possible]:
    """The number of each belief, and one that goes with none, as far as the scale has them."""
    among = candidates(step, play.values)
    width = step.high - step.low
    on_scale = [step.low + width * part / PARTS for part in range(PARTS + 1)]
    inside = [each for each in among.values() if step.low <= each <= step.high]
    found: dict[str, float] = {}
    for number in (*inside, *on_scale):
        found.setdefault(recognise(number, among), number)
    for name in sorted(found, key=lambda each: each != RIGHT):
        yield _number(play, step, found[name])


def _number(play: Play, step: Numeric, number: float) -> Possible:
    words = f"{show(number, 3)} {truth(step, play.values).unit}".rstrip()
    if isinstance(step, CurvePrediction):
        return Possible(words, {f"week-{week}": [repr(number)] for week in step.weeks} | SURE)
    return Possible(words, {"number": [repr(number)], **SURE})


def _tests(play: Play, step: Order) -> Iterator[Possible]:
    """What is wanted, nothing, each test alone, and all of them."""
    ids = [test.id for test in step.tests]
    names = {test.id: plain(test.name, play.values) for test in step.tests}
    kinds = (tuple(step.wanted), (), *((each,) for each in ids), tuple(ids))
    for chosen in dict.fromkeys(kinds):
        words = ", ".join(names[each] for each in chosen) or _("no test")
        yield Possible(words, {"tests": list(chosen) or [NOTHING]})


def _drugs(play: Play, step: Regimen) -> Iterator[Possible]:
    for each in play.regimens(step):
        yield Possible(each.name, {"drug": [each.drug]})


def _links(play: Play, step: Explain) -> Iterator[Possible]:
    """Those that carry the effect, and those that do not."""
    carry = links_that_carry(step, play.runs)
    carries = [link for link in step.links if link in carry]
    for links in (carries, [link for link in step.links if link not in carry]):
        if links:
            yield Possible(", ".join(links), {"links": links})


ANSWERS: dict[str, Callable[[Play, Any], Iterator[Possible]]] = {
    "option": _options,
    "follow-up": _options,
    "number": _numbers,
    "curve": _numbers,
    "order": _tests,
    "regimen": _drugs,
    "explain": _links,
}
