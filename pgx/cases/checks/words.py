"""Checks of words: no free number, nobody told what to take, no invented patient."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pgx.cases.checks.setting import Setting
from pgx.cases.errors import Flaw
from pgx.cases.numbers import SPELLED, free_numbers
from pgx.cases.schema import Asked, Case, prose

VERBS = "start|stop|change|switch|take|increase|reduce|lower|raise|double|halve|taper|discontinue"
ORDERS = VERBS.replace("|take", "|prescribe").replace("|change", "")  # "Take the level ..." is none
MEDICINE = "nobody is told to start, stop or change a medicine"
HEDGES = re.compile(r"\b(may|might|could|sometimes|possibly|perhaps|usually|often)\b", re.I)
TOLD = rf"\byou\s+(should|must|need to|ought to|have to|can)\s+({VERBS})\b"
ORDERED = rf"(?:^|[.!?:]\s+)({ORDERS})\s+(the|your|this|it|a|an|her|his)\b"
TAKERS = r"\byour\s+(dose|medicine|medication|drug|tablets?|pills?)\b"
REFUSED = (
    (re.compile(TOLD, re.I), MEDICINE),
    (re.compile(ORDERED, re.I), f"{MEDICINE}: say what a body says, or what is so"),
    (re.compile(TAKERS, re.I), "a learner is spoken to, nobody who takes a medicine"),
    (re.compile(r"\b(the|this|your|our|a)\s+patient\b", re.I), "write person, not patient"),
)
BEST = re.compile(r"\b(works?|acts?|helps?) (best|better)\b|\b(most effective|best drug)\b", re.I)
ALWAYS = re.compile(r"\balways\b", re.I)


def no_free_number(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """Every number of a text is bound to a value, but for the names that have digits."""
    for path, text in prose(case):
        for word in free_numbers(text, setting.names):
            if path == ("title",) and SPELLED.fullmatch(word):
                continue  # the name of a case says no result
            reason = f"{word!r} is a number from nowhere: write {{{{…}}}}, or use no number"
            yield Flaw(path, reason, word.split()[0])


def no_instruction(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """Nobody is told what to take, and an invented person is no patient."""
    for path, text in prose(case):
        for pattern, reason in REFUSED:
            if found := pattern.search(text):
                words = found[0].strip(" .!?:")
                yield Flaw(path, f"{words!r}: {reason}", words.split()[-1])


def no_question_of_the_best(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """No step asks which drug works best."""
    for path, text in prose(case):
        if path[-1] in ("ask", "name") and (found := BEST.search(text)):
            yield Flaw(path, f"{found[0]!r}: no test or question asks which drug works best")


def no_cue(case: Asked, setting: Setting) -> Iterator[Flaw]:
    """No `always` in an option, and no key that alone is hedged."""
    for path, options in case.options_by_place():
        for place, option in enumerate(options):
            if ALWAYS.search(option.text):
                where = (*path, place, "text")
                yield Flaw(where, "'always' gives an option away as wrong", "lways")
        hedged = [bool(HEDGES.search(option.text)) for option in options]
        if hedged == [bool(option.right) for option in options]:
            where = (*path, hedged.index(True), "text")
            yield Flaw(where, "only the right option is hedged, which gives it away")


def help_agrees(case: Case, setting: Setting) -> Iterator[Flaw]:
    """A worked case has worked predictions, one with gaps has hints, a bare one neither."""
    wanted = {"worked": "worked", "gaps": "hints", "bare": ""}[case.help]
    asking = [(at, s) for at, s in enumerate(case.steps) if hasattr(s, "hints")]
    for at, step in asking:
        for name in ("worked", "hints"):
            if getattr(step, name) and name != wanted:
                reason = f"the case's help is {case.help}, which goes with {wanted or 'neither'}"
                yield Flaw(("steps", at, name), reason)
    if wanted and not any(getattr(step, wanted) for _, step in asking):
        yield Flaw(("help",), f"no predict step has {wanted}")
