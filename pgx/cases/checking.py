"""Case files against a release: every fault, and what all cases cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pgx.cases import checks
from pgx.cases.checks import Setting
from pgx.cases.checks.words import no_free_number
from pgx.cases.errors import CaseRefused
from pgx.cases.ground import Ground
from pgx.cases.reading import FOLDER, CaseFile, read_file, read_folder
from pgx.cases.schema import Case
from pgx.cases.together import Together
from pgx.cases.topics import read_topics
from pgx.knowledge.errors import Fault


@dataclass(frozen=True)
class Found:
    """What a check of files found."""

    faults: list[Fault]
    summary: str


def check(ground: Ground, paths: Sequence[Path] = (), folder: Path = FOLDER) -> Found:
    """Check these files, or every case and what all have together. Raises CaseRefused.

    Only of a complete folder is it asked whether topics and misconceptions are covered.
    """
    setting = Setting(ground, read_topics(folder))
    read = list(_each(paths) if paths else read_folder(folder))
    files = [each for each in read if isinstance(each, CaseFile)]
    faults = [fault for each in read for fault in _faults(each, setting)]
    all_cases = together([each.case for each in files], setting)
    unsourced = sum(len(list(no_free_number(each.case, setting))) for each in files)
    missing = [] if paths else [Fault("all cases", 0, "", says) for says in all_cases.missing()]
    return Found([*faults, *missing], _summary(all_cases, unsourced, len(faults) + len(missing)))


def _each(paths: Sequence[Path]) -> Iterator[CaseFile | CaseRefused]:
    for path in paths:
        try:
            yield read_file(path)
        except CaseRefused as refused:
            yield refused


def _faults(read: CaseFile | CaseRefused, setting: Setting) -> list[Fault]:
    return read.faults if isinstance(read, CaseRefused) else checks.faults(read, setting)


def together(cases: Sequence[Case], setting: Setting) -> Together:
    """What these cases have together."""
    claims, beliefs = setting.ground.table("claims"), setting.ground.table("misconceptions")
    return Together(
        cases,
        setting.topics,
        setting.ground,
        frozenset(str(each["topic"]) for each in claims),
        tuple(str(each["misconception"]) for each in beliefs),
    )


def _summary(found: Together, unsourced: int, faults: int) -> str:
    steps = [step for case in found.cases for step in case.steps]
    topics, beliefs = len(found.seed_topics), len(found.beliefs)
    return "\n".join(
        (
            f"{len(found.cases)} cases, {len(steps)} steps, {faults} faults",
            f"unsourced numbers                   {unsourced}",
            f"topics of the seeds leading a case  {topics - len(found.uncovered)} of {topics}",
            f"beliefs contradicted by a run       "
            f"{beliefs - len(found.not_contradicted)} of {beliefs}",
            f"no individual prediction            {found.without_prediction:.0%} of cases",
            f"always the first is right           {found.first_is_right:.0%}",
            f"always the longest is right         {found.longest_is_right:.0%}",
        )
    )
