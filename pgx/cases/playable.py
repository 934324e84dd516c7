"""Whether a case can be played against a release: what must hold, holds."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.cases import checks, rules
from pgx.cases.checks import Setting
from pgx.cases.ground import Ground
from pgx.cases.reading import CaseFile
from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows, lines
from pgx.knowledge.releases import NOT_COMPILED

KEPT = 1000  # answers in memory
_found: dict[tuple[str, str], tuple[Fault, ...]] = {}


def holds(file: CaseFile, ground: Ground) -> tuple[Fault, ...]:
    """What keeps a case from being played against a release; empty where nothing does.

    Asked once a process of each file and content.
    """
    name = (file.sha256, ground.knowledge.sha256)
    if name not in _found:
        if len(_found) >= KEPT:
            del _found[next(iter(_found))]
        _found[name] = tuple(_faults(file, ground))
    return _found[name]


def _faults(file: CaseFile, ground: Ground) -> list[Fault]:
    try:
        return checks.faults_of_release(file, Setting(ground, ()))
    except NOT_COMPILED as error:  # numbers that no model can take
        return [file.places.fault(("runs",), f"the model cannot answer: {error!r}")]


def rules_can_be_read(rows: Rows) -> Iterator[Fault]:
    """Every rule of a misconception is a formula of the rule language."""
    for line, row in lines(rows, "misconceptions"):
        try:
            row.rule and rules.parse(row.rule)
        except ValueError as error:
            yield Fault("misconceptions.csv", line, "rule", str(error))
