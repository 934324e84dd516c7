"""What studies found of a marker: what can be drawn turned one way, and what is told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pgx.knowledge.catalogue import Entry
from pgx.web.charts.drawing import Drawing
from pgx.web.charts.forest import Forest, forest
from pgx.web.knowledge.associations import Study, associations
from pgx.web.knowledge.findings import Finding, findings
from pgx.web.knowledge.library import Library


@dataclass(frozen=True)
class Group:
    """The studies of one question; `drawings` stand beside those that are drawn."""

    question: str
    rows: tuple[tuple[Study, Drawing | None], ...]


@dataclass(frozen=True)
class Studies:
    """All that is known of one variant; the findings are one a question."""

    findings: tuple[Finding, ...]
    left: str
    right: str
    chart: Forest | None
    drawn: tuple[Group, ...]
    model: tuple[tuple[Study, Drawing | None], ...]
    told: tuple[Group, ...]

    @property
    def first(self) -> Study:
        """The first study that is shown; the sides are those of its direction."""
        return (*self.drawn, *self.told)[0].rows[0][0]


def studies(
    library: Library, rows: Sequence[Entry], modelled: Sequence[Study] = ()
) -> Studies | None:
    """The studies of these directions; None where there are none."""
    found = associations(library, rows)
    if not found:
        return None
    shown = [study for study in found if study.ratio]
    model = list(modelled) if shown else []
    sides = shown[0].direction.values if shown else {"left": "", "right": ""}
    ratios = [study.ratio for study in (*shown, *model) if study.ratio]
    chart = forest(ratios, sides["left"], sides["right"]) if ratios else None
    drawings = chart.drawings if chart else ()
    return Studies(
        findings(found),
        sides["left"],
        sides["right"],
        chart,
        _groups(list(zip(shown, drawings, strict=False))),
        tuple(zip(model, drawings[len(shown) :], strict=True)),
        _groups([(study, None) for study in found if not study.ratio]),
    )


def _groups(rows: Sequence[tuple[Study, Drawing | None]]) -> tuple[Group, ...]:
    by_question = groupby(rows, key=lambda row: row[0].question)
    return tuple(Group(question, tuple(group)) for question, group in by_question)
