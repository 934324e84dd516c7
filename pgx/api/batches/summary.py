"""The counts of a complete class file, as they are told."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from typing_extensions import TypedDict

from pgx import notice
from pgx.batches.downloads import merged_summary
from pgx.batches.models import Batch


class ShareAnswer(TypedDict):
    """How many have a value."""

    name: str
    """The value; in brackets the status of those that have none, such as `(not tested)`."""
    count: int
    """How many have it."""
    share: float
    """Which part of all that is, from 0 to 1."""


class BinAnswer(TypedDict):
    """Results whose response ratio lies between two values."""

    low: float
    """From this ratio."""
    high: float
    """To below this one."""
    count: int
    """How many results."""


class AlleleAnswer(TypedDict):
    """An allele in the file, and as published for the group that was named."""

    allele: str
    """The allele."""
    count: int
    """How often it was found, two a subject."""
    observed: float
    """Its share of the chromosomes that were called."""
    published: float | None
    """Its published frequency; null where there is none."""
    reference: str
    """Key of the source of the published frequency."""
    citation: str
    """That source in words."""
    confidence: str
    """How sure the published frequency is: `verified` or `recalled`."""
    note: str
    """What is to be known of it."""
    row: str
    """The row of the knowledge base that it is of."""


class HardyWeinbergAnswer(TypedDict):
    """Genotype counts against those that the allele frequencies give under random mating."""

    genotypes: list[list[str]]
    """The three genotypes."""
    observed: list[int]
    """Their counts."""
    expected: list[float]
    """The counts that would be expected."""
    chi_square: float
    """Chi-square, with one degree of freedom."""
    p: float
    """Its p-value; rough where fewer than five are expected of a genotype."""


class MarkerAnswer(TypedDict):
    """The calls of a marker; each subject's row counts once."""

    marker: str
    """The marker."""
    statuses: list[ShareAnswer]
    """Calls by status."""
    call_rate: float
    """The share that is called."""
    genotypes: list[ShareAnswer]
    """Genotypes of the calls."""
    alleles: list[AlleleAnswer]
    """Allele frequencies."""
    hardy_weinberg: HardyWeinbergAnswer | None
    """The check; null where there is none."""
    why_no_check: str
    """Why there is none; empty where there is one."""


class SummaryAnswer(TypedDict):
    """A class in numbers. Never by ancestry, and never one drug against another."""

    notice: str
    """That this is for teaching, never for the care of a patient. Show it with the numbers."""
    release: str
    """Version of the knowledge release that answered."""
    engine: str
    """Version of the engine that answered."""
    records: int
    """Rows of the file."""
    subjects: int
    """Rows that are in the results."""
    results: int
    """Rows of the results: a subject and a regimen each."""
    refused: int
    """Rows that are in errors.csv instead."""
    population: str
    """Group whose published frequencies stand beside the file's; empty for none."""
    markers: list[MarkerAnswer]
    """The markers of the knowledge base."""
    phenotypes: dict[str, list[ShareAnswer]]
    """Phenotypes and functional classes by gene."""
    categories: dict[str, list[ShareAnswer]]
    """Guideline categories by drug."""
    responses: dict[str, dict[str, dict[str, list[BinAnswer]]]]
    """Modelled response ratios by drug, gene and functional class."""
    signals: list[ShareAnswer]
    """Results by signal."""
    flags: list[ShareAnswer]
    """Results by flag."""
    errors: list[ShareAnswer]
    """Errors by code."""


def summary(batch: Batch) -> dict[str, Any]:
    """All counts of a batch. Raises WrongState before it is complete."""
    head = {
        "notice": str(notice.NOTICE),
        "release": batch.release_version,
        "engine": batch.engine,
    }
    return head | asdict(merged_summary(batch))
