"""Results and errors as files. Every exporter carries the notice in its short form."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TextIO

from pgx import __version__, notice
from pgx.assessments import wording
from pgx.assessments.co_medications import both_phenotypes
from pgx.assessments.results import measures
from pgx.batches.errors import RowError
from pgx.batches.reading import SubjectRow
from pgx.science.evaluation import Evaluation

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ERROR_COLUMNS = ("line", "column", "value", "code", "message", "hint", "notice")

Table = Iterable[Sequence[Any]]


def results_table(rows: Sequence[SubjectRow], evaluation: Evaluation) -> Iterator[Sequence[Any]]:
    """A header, then one line a subject and regimen; numbers are full doubles."""
    numbers = measures(evaluation)
    markers = tuple(evaluation.panel)
    genes = tuple(evaluation.phenotypes.enzymes)
    yield (
        *("subject", "line", "drug", "dose_mg_per_day", "co_medications"),
        *("category", "guideline"),
        *(f"{marker}_{part}" for marker in markers for part in ("genotype", "status", "reason")),
        *(f"{gene}_{part}" for gene in genes for part in ("phenotype", "predicted")),
        "phenoconversion",
        *("SERT_class", *numbers, "flags", "release", "engine", "notice"),
    )
    knowledge = evaluation.setup.knowledge
    repeated = repeated_subjects(rows)
    for index, row in enumerate(rows):
        calls = [evaluation.panel[marker][index] for marker in markers]
        enzymes = [evaluation.phenotypes.enzymes[gene][index] for gene in genes]
        recommendation = evaluation.recommendations[index]
        yield (
            *(row.subject, row.line, row.regimen.drug, row.regimen.dose_mg_per_day),
            "; ".join(row.co_medications),
            *(recommendation.category, recommendation.headline),
            *(text for call in calls for text in (call.genotype, call.status, call.reason)),
            *(text for each in enzymes for text in (each.phenotype, each.predicted)),
            "; ".join(filter(None, map(both_phenotypes, enzymes))),
            evaluation.phenotypes.modifiers["SLC6A4"][index].name,
            *(float(column[index]) for column in numbers.values()),
            ";".join(_flags(evaluation, index, row.subject in repeated)),
            *(knowledge.version, __version__, str(notice.NOTICE_SHORT)),
        )


def repeated_subjects(rows: Sequence[SubjectRow]) -> set[str]:
    """The subjects that stand in more than one row."""
    return {subject for subject, rows in Counter(row.subject for row in rows).items() if rows > 1}


def _flags(evaluation: Evaluation, row: int, is_repeated: bool) -> Iterable[str]:
    """The codes of what must stand beside the numbers of a row."""
    codes = [flag.code for flag in wording.flags(evaluation, row)]
    return dict.fromkeys((["repeated_subject"] if is_repeated else []) + codes)


def errors_table(errors: Sequence[RowError]) -> Iterator[Sequence[Any]]:
    """A header, then one line an error."""
    yield ERROR_COLUMNS
    for error in errors:
        cells = (error.line, error.column, error.value, error.code, error.message, error.hint)
        yield (*cells, str(notice.NOTICE_SHORT))


def write_csv(table: Table, stream: TextIO) -> None:
    """Write a table as CSV. No text cell can start a spreadsheet formula."""
    writer = csv.writer(stream, lineterminator="\n")
    for row in table:
        writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return "'" + cell
    if isinstance(cell, float) and math.isnan(cell):
        return ""
    return cell


# What makes a file of a batch, by name; the test of the notice walks this.
EXPORTERS: dict[str, Callable[..., Iterator[Sequence[Any]]]] = {
    "results": results_table,
    "errors": errors_table,
}
