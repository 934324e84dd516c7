"""What is right at the steps that are judged by a guideline, or by contributions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.assessments.assess import assess
from pgx.assessments.question import Regimen as Asked
from pgx.cases.ground import Ground
from pgx.cases.names import MAIN
from pgx.cases.running import Runs, question
from pgx.cases.schema import Case, Explain, Regimen

CARRIES = 0.5  # of the largest contribution: what has as much carries the effect too


def links_that_carry(step: Explain, runs: Runs) -> set[str]:
    """The groups that carry the effect: at least half of the largest part, either way."""
    found = runs[step.run].results[0].contributions
    parts = {each.group: abs(each.ln or 0.0) for each in found}
    largest = max(parts.values(), default=0.0)
    return {group for group, part in parts.items() if largest and part >= CARRIES * largest}


def choices(
    case: Case, step: Regimen, markers: Collection[str] | None, ground: Ground
) -> list[ResultAnswer]:
    """The drugs of a step at their reference dose: by guideline category, then A to Z."""
    return of_drugs(case, step, markers, ground).results


def of_drugs(
    case: Case, step: Regimen, markers: Collection[str] | None, ground: Ground
) -> Assessment:
    """The person of the main run with each of a step's drugs, at its reference dose."""
    asked = question(case, MAIN, markers, ground.knowledge)
    regimens = tuple(Asked(drug) for drug in step.drugs)
    asked = replace(asked, regimens=regimens, detail="summary")
    return assess(asked, knowledge=ground.knowledge)
