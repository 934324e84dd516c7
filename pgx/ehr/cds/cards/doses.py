"""A guideline statement with a number -> the dose that it gives for an order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pgx.assessments.answer import FindingAnswer, ResultAnswer
from pgx.assessments.question import dose_fault
from pgx.science.guideline import ANY
from pgx.science.knowledge import Drug, Knowledge, Statement

NUMBER = re.compile(r"[+-]\d+(\.\d+)?")
OF_STARTS = ("lower start", "higher start")


@dataclass(frozen=True)
class Asked:
    """The dose that one body's statement gives, in mg a day."""

    finding: FindingAnswer
    statement: Statement
    dose: Decimal

    @property
    def is_start(self) -> bool:
        """Whether it speaks of a start; if not, of a maximum."""
        return start_change(self.statement) is not None


def asked(knowledge: Knowledge, result: ResultAnswer, is_taken: bool) -> list[Asked]:
    """One dose a body at most, other than the ordered one."""
    divided = _divided(knowledge, result)
    found: dict[str, Asked] = {}
    for each in _by_body(knowledge, result, is_taken):
        if not (each.is_start and each.finding.body in divided):
            found.setdefault(each.finding.body, each)
    return list(found.values())


def _divided(knowledge: Knowledge, result: ResultAnswer) -> set[str]:
    """The bodies that ask for a lower start by one gene and a higher one by another."""
    ways: dict[str, set[bool]] = {}
    for finding, row in _statements(knowledge, result):
        change = start_change(row)
        if change is not None:
            ways.setdefault(finding.body, set()).add(change > 0)
    return {body for body, found in ways.items() if len(found) > 1}


def gives_a_start(knowledge: Knowledge, result: ResultAnswer) -> bool:
    """Whether any body gives a start dose in a number."""
    rows = (row for _, row in _statements(knowledge, result))
    return any(start_change(row) is not None for row in rows)


def _by_body(knowledge: Knowledge, result: ResultAnswer, is_taken: bool) -> Iterator[Asked]:
    """The leading finding's body first. A start does not apply to a drug that is taken.

    Per cents are of the usual dose, not of the ordered one: that may be lowered already. A raise
    is never suggested: where one body asks for it, another asks for another drug.
    """
    drug, ordered = knowledge.drugs[result.drug], Decimal(repr(result.dose_mg_per_day))
    for finding, row in _statements(knowledge, result):
        dose = ordered
        change = None if is_taken else start_change(row)
        if change is not None:
            dose = min(ordered, Decimal(repr(usual(drug))) * (100 + change) / 100)
        cap = _cap(knowledge, result, finding, row)
        if cap is not None:
            dose = min(dose, cap)
        if dose < ordered and not dose_fault(knowledge, drug, float(dose), "order"):
            yield Asked(finding, row, dose)


def usual(drug: Drug) -> float:
    """The dose that is taken for the usual one, in mg a day."""
    return drug.value("reference_dose")


def _statements(
    knowledge: Knowledge, result: ResultAnswer
) -> Iterator[tuple[FindingAnswer, Statement]]:
    """Advice on genes, with its row; what holds for any genotype rests on age and the like."""
    rows = _by_row(knowledge)
    for finding in result.recommendation.findings:
        if finding.kind == "advice" and finding.genes != [ANY]:
            yield finding, rows[finding.rows[0]]


@lru_cache(maxsize=8)
def _by_row(knowledge: Knowledge) -> dict[str, Statement]:
    return {each.row: each for each in knowledge.statements}


def start_change(row: Statement) -> Decimal | None:
    """By how many per cent a start differs; None without one number, or where it is "if needed"."""
    is_one = NUMBER.fullmatch(row.start_change_pct)
    return Decimal(is_one[0]) if is_one and set(OF_STARTS) & set(row.actions) else None


def _cap(
    knowledge: Knowledge, result: ResultAnswer, finding: FindingAnswer, row: Statement
) -> Decimal | None:
    """The maximum of a row. Of rows by age or form the highest holds whoever it is for."""
    if row.max_dose_mg is None:
        return None
    alike = [
        other.max_dose_mg
        for found, other in _statements(knowledge, result)
        if (found.body, found.document) == (finding.body, finding.document)
    ]
    is_highest = row.max_dose_mg == max(each for each in alike if each is not None)
    return Decimal(repr(row.max_dose_mg)) if is_highest else None
