"""The table of results, one row a subject with a regimen, and the dictionary of its columns."""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa

from pgx import __version__, notice
from pgx.batches.assessing.arrays import constant
from pgx.batches.assessing.columns import columns
from pgx.batches.assessing.rendering import render_csv
from pgx.batches.assessing.rows import Rows
from pgx.science.knowledge import Knowledge


@lru_cache(maxsize=8)
def results_schema(knowledge: Knowledge) -> pa.Schema:
    """Names and types; units, meanings and sources, release, engine and notice as metadata."""
    about = {"release": knowledge.version, "release_sha256": knowledge.sha256}
    about |= {"engine": __version__, "notice": str(notice.NOTICE)}
    fields = [
        pa.field(
            each.name,
            each.type,
            metadata={"unit": each.unit, "meaning": each.meaning, "source": each.source},
        )
        for each in columns(knowledge)
    ]
    return pa.schema(fields, metadata=about)


def results_table(rows: Rows) -> pa.Table:
    """The results; numbers are full doubles, null where there is none."""
    if not len(rows.line):
        return results_schema(rows.knowledge).empty_table()
    arrays = [each.make(rows) for each in columns(rows.knowledge)]
    return pa.table(arrays, schema=results_schema(rows.knowledge))


def dictionary_table(knowledge: Knowledge) -> pa.Table:
    """What each column of the results is: its type, unit, meaning and source."""
    found = columns(knowledge)
    said = {
        "column": [each.name for each in found],
        "type": [_type(each.type) for each in found],
        "unit": [each.unit for each in found],
        "meaning": [each.meaning for each in found],
        "source": [each.source for each in found],
        "notice": constant(str(notice.NOTICE_SHORT), len(found)),
    }
    return pa.table(said)


def dictionary(knowledge: Knowledge) -> bytes:
    """The same as CSV."""
    return render_csv(dictionary_table(knowledge))


def _type(own: pa.DataType) -> str:
    if pa.types.is_floating(own):
        return "number"
    return "whole number" if pa.types.is_integer(own) else "text"
