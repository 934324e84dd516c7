"""The validation table for a reader: in the terminal, as Markdown, as JSON."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pgx import notice
from pgx.rounding import show
from pgx.science.knowledge import Knowledge, Observation
from pgx.science.validation import FITTED, NOT_FITTED, SAYS, Counts, Outcome, count

HEAD = ("#", "observation", "source", "band", "model", "dossier", "use", "result")
USES = {
    "C": "fitted",
    "O": "not fitted",
    "by construction": "by construction",
    "exact": "exact",
    "numerical": "numerical",
}
WIDEST = 70  # characters of an observation in the terminal


def cells(outcome: Outcome) -> tuple[str, ...]:
    """One line of the table."""
    row = outcome.observation
    return (
        row.name,
        row.observation,
        f"{row.reference} ({row.confidence})",
        band(row),
        given(outcome),
        row.dossier.replace("; ", ", ") or "holds",
        USES[row.use],
        "pass" if outcome.passed else "FAIL",
    )


def band(row: Observation) -> str:
    """The band with its unit."""
    unit = "" if row.unit == "ratio" else f" {row.unit}"
    low, high = (None if end is None else show(end) for end in (row.low, row.high))
    if low is None:
        return f"< {high}{unit}"
    return f"> {low}{unit}" if high is None else f"{low} to {high}{unit}"


def given(outcome: Outcome) -> str:
    """What the model gives; where the dossier prints several numbers, all of them."""
    if "; " in outcome.observation.dossier:
        return ", ".join(show(part) for part in outcome.parts)
    return show(outcome.value)


def summary(counts: Counts) -> list[str]:
    """The counts in sentences."""
    fitted, free = (counts.by_use.get(use, (0, 0)) for use in (FITTED, NOT_FITTED))
    other = counts.numbers - fitted[1] - free[1]
    return [
        f"{counts.numbers} numbers of {counts.observations} observations: "
        f"{counts.passed} passed, {counts.failed} failed.",
        f"Not fitted: {free[0]} of {free[1]} passed. Fitted, so no evidence: {fitted[0]} of "
        f"{fitted[1]}. By construction or by algebra: {other}.",
        SAYS,
    ]


def terminal(knowledge: Knowledge, outcomes: Sequence[Outcome]) -> str:
    """The table, the counts and the notice."""
    lines = [HEAD, *map(cells, outcomes)]
    lines = [(line[0], _short(line[1]), *line[2:]) for line in lines]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    table = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    head = f"{notice.NOTICE}\n\nModel validation, knowledge {knowledge.version}\n"
    return "\n".join([head, *table, "", *summary(count(tuple(outcomes)))])


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def markdown(outcomes: Sequence[Outcome]) -> str:
    """The table and the counts as Markdown."""
    lines = [HEAD, *map(cells, outcomes)]
    rows = ["| " + " | ".join(line) + " |" for line in lines]
    rows.insert(1, "|" + " --- |" * len(HEAD))
    return "\n".join([*rows, "", " ".join(summary(count(tuple(outcomes))))])


def as_json(knowledge: Knowledge, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Everything with full precision; null for a value that is no number."""
    counts = count(tuple(outcomes))
    return {
        "notice": str(notice.NOTICE),
        "release": {"version": knowledge.version, "sha256": knowledge.sha256},
        "says": SAYS,
        "counts": {
            "numbers": counts.numbers,
            "observations": counts.observations,
            "passed": counts.passed,
            "failed": counts.failed,
            "by_use": {
                USES[use]: {"passed": passed, "numbers": numbers}
                for use, (passed, numbers) in counts.by_use.items()
            },
        },
        "rows": [_row(outcome) for outcome in outcomes],
    }


def _row(outcome: Outcome) -> dict[str, Any]:
    row = outcome.observation
    return {
        "number": row.number,
        "part": row.part,
        "observation": row.observation,
        "reference": row.reference,
        "confidence": row.confidence,
        "low": row.low,
        "high": row.high,
        "unit": row.unit,
        "relation": row.relation,
        "value": outcome.value if math.isfinite(outcome.value) else None,
        "parts": [part if math.isfinite(part) else None for part in outcome.parts],
        "dossier": row.dossier,
        "use": USES[row.use],
        "passed": outcome.passed,
        "note": row.note,
    }
