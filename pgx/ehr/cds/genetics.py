"""Whether there is a genetic result: reported, pending, not ordered, or none that can be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pgx.ehr.cds.chart import Chart
from pgx.ehr.fhir.codes import LOINC, REPORT
from pgx.ehr.reading.declared import DiagnosticReport, Observation
from pgx.ehr.reading.genotypes import Genotypes

State = Literal["reported", "pending", "not ordered", "no result", "not seen"]
PENDING = ("registered", "partial", "preliminary")
# How a summary says it, and the sentence.
WORDS: dict[State, tuple[str, str]] = {
    "reported": ("", ""),
    "pending": ("genetic result pending", "A genetic result is pending{}."),
    "not ordered": ("no genetic test on file", "No genetic test is on file."),
    "no result": (
        "no usable genetic result",
        "A genetic test is on file, but no genotype of it can be used.",
    ),
    "not seen": (
        "no genotype was sent",
        "No genotype was sent; whether a test was ordered was not seen.",
    ),
}


@dataclass(frozen=True)
class Genetics:
    """The state, and the day since when a result is pending where that is known."""

    state: State
    since: date | None = None
    further: bool = False  # a report is pending beside genotypes that are there

    @property
    def short(self) -> str:
        """For a summary; empty where there are genotypes."""
        return WORDS[self.state][0]

    @property
    def says(self) -> str:
        """In a sentence; empty where there are genotypes and no more to come."""
        since = f" since {self.since.isoformat()}" if self.since else ""
        if self.further:
            return f"A further genetic result is pending{since}."
        return WORDS[self.state][1].format(since)


def read_genetics(chart: Chart, genotypes: Genotypes) -> Genetics:
    """The state by genotypes and reports."""
    reports = [each for each in chart.of(DiagnosticReport, "reports") if _is_genetic(each)]
    pending = [each for each in reports if each.status in PENDING]
    since = _since(pending)
    if genotypes.texts:
        return Genetics("reported", since, bool(pending))
    observations = list(chart.of(Observation, "genotypes"))
    if pending or any(each.status in PENDING for each in observations):
        return Genetics("pending", since)
    if reports or observations:
        return Genetics("no result")
    return Genetics("not ordered" if "reports" in chart.bundles else "not seen")


def _is_genetic(report: DiagnosticReport) -> bool:
    """By its code; the query of a report without one asked for nothing else."""
    codes = report.code.codes(LOINC)
    return not codes or REPORT in codes


def _since(pending: Iterable[DiagnosticReport]) -> date | None:
    """The first day that a pending report names."""
    days = (_day(each.effective_date_time or each.issued) for each in pending)
    return min((day for day in days if day), default=None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
