"""A part of a file -> its results, its errors and its counts; and the files that come out."""

from collections.abc import Callable

import pyarrow as pa

from pgx.batches.assessing.assess import Assessed, assess_part
from pgx.batches.assessing.counting import merge
from pgx.batches.assessing.errors_table import errors_table
from pgx.batches.assessing.rendering import csv_blocks, render_csv
from pgx.batches.assessing.results import (
    dictionary,
    dictionary_table,
    results_schema,
    results_table,
)
from pgx.batches.assessing.summary import Summary, summarise

__all__ = [
    "EXPORTERS",
    "Assessed",
    "Summary",
    "assess_part",
    "csv_blocks",
    "dictionary",
    "errors_table",
    "merge",
    "render_csv",
    "results_schema",
    "results_table",
    "summarise",
]

# What makes a file of a batch, by name; the test of the notice walks this.
EXPORTERS: dict[str, Callable[..., pa.Table]] = {
    "results": results_table,
    "errors": errors_table,
    "dictionary": dictionary_table,
}
