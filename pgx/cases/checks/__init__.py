"""Everything that is held against a case: its form is read, this is what it says."""

from __future__ import annotations

from collections.abc import Iterable

from pgx.cases.checks import holding, judged, known, ways, words
from pgx.cases.checks.setting import CaseCheck, Setting
from pgx.cases.errors import Flaw
from pgx.cases.reading import CaseFile
from pgx.knowledge.errors import Fault

__all__ = ["Setting", "faults", "faults_of_release"]

OF_FORM: tuple[CaseCheck, ...] = (
    *(ways.in_order, ways.branches, ways.all_reached, ways.runs_follow_predictions),
    *(words.no_free_number, words.no_instruction, words.no_question_of_the_best),
    *(words.no_cue, words.help_agrees),
    *(known.topics, known.sources, known.beliefs, known.tests, known.drugs, known.boxed_warning),
    known.runs_are_accepted,
)
# These ask the model, so they wait until the runs are accepted.
OF_RUNS: tuple[CaseCheck, ...] = (
    *(holding.values_exist, holding.must_hold, holding.options_alike),
    *(holding.predictions_can_be_judged, holding.nothing_is_given_away, holding.runs_and_series),
    *(judged.regimens, judged.links),
)
# What a new release can break in a case that was good.
OF_RELEASE: tuple[CaseCheck, ...] = (
    *(known.sources, known.beliefs, known.tests, known.drugs, known.runs_are_accepted),
    *(holding.values_exist, holding.must_hold, holding.predictions_can_be_judged),
    *(judged.regimens, judged.links),
)


def faults(file: CaseFile, setting: Setting) -> list[Fault]:
    """What is wrong with a case that could be read, by line."""
    found = _flaws(file, setting, OF_FORM)
    if not any(flaw.path[:1] in (("runs",), ("person",)) for flaw in found):
        found += _flaws(file, setting, OF_RUNS)
    return _at_lines(file, found)


def faults_of_release(file: CaseFile, setting: Setting) -> list[Fault]:
    """What keeps a case from being played against a release: what must hold, and no longer does."""
    found = _flaws(file, setting, (known.runs_are_accepted,))
    return _at_lines(file, found or _flaws(file, setting, OF_RELEASE))


def _flaws(file: CaseFile, setting: Setting, checks: Iterable[CaseCheck]) -> list[Flaw]:
    return [flaw for check in checks for flaw in check(file.case, setting)]


def _at_lines(file: CaseFile, flaws: Iterable[Flaw]) -> list[Fault]:
    found = {file.places.fault(*flaw): None for flaw in flaws}
    return sorted(found, key=lambda fault: fault.line)
