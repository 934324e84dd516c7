"""The cells of a part -> calls; each distinct text once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa

from pgx.batches.assessing.arrays import column_of
from pgx.batches.assessing.asking import Asking
from pgx.batches.parts import AND_ALSO
from pgx.science.columns import Column, together
from pgx.science.knowledge import Knowledge, Marker
from pgx.science.panel import Call, Orientation, Panel, read_call, read_calls

NO_COLUMN = "the file does not have this marker"


def read_part(
    table: pa.Table, asking: Asking, of_file: Mapping[str, Orientation], knowledge: Knowledge
) -> Panel:
    """Every marker of the release, one call a result; a row's own strand goes before the file's."""
    return {
        name: _read_column(table, marker, asking, of_file.get(name))
        for name, marker in knowledge.markers.items()
    }


def _read_column(
    table: pa.Table, marker: Marker, asking: Asking, of_file: Orientation | None
) -> Column[Call]:
    if marker.marker not in table.column_names:
        missing = replace(read_call(marker, ""), reason=NO_COLUMN)
        return Column.constant(missing, len(asking.rows))
    cells = column_of(table.column(marker.marker)).take(asking.rows)
    if asking.strands.distinct in ((), (None,)):
        return cells.map(lambda text: read_calls(marker, text.split(AND_ALSO), of_file))
    pairs = together([cells, asking.strands])
    return pairs.map(lambda pair: read_calls(marker, pair[0].split(AND_ALSO), pair[1] or of_file))
