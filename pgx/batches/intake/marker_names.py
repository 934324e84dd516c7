"""The marker column of a long file -> markers of the release, or a fault of the line."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pgx.assessments.question import unknown_marker
from pgx.batches.header import MARKER
from pgx.batches.intake.naming import meaning
from pgx.batches.intake.plan import Plan, fault
from pgx.batches.options import Options
from pgx.batches.parts import FAULT
from pgx.echo import short
from pgx.science.knowledge import Knowledge

MOST_HINTS = 200  # of a file with a whole genome, only the first names are compared with ours
MOST_KEPT = 1000  # names that are not ours
ANY_MARKER = "Write a marker's name, such as rs6265."


class MarkerNames:
    """The names that a file has for markers; `found` are those of the release so far."""

    def __init__(self, plan: Plan, options: Options, knowledge: Knowledge) -> None:
        self._plan, self._options, self._knowledge = plan, options, knowledge
        self._known: dict[str, tuple[str, str | None]] = {}
        self._hints = 0

    @property
    def found(self) -> tuple[str, ...]:
        """The markers that the lines so far have, in the release's order."""
        have = {marker for marker, _ in self._known.values()}
        return tuple(marker for marker in self._knowledge.markers if marker in have)

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are written, in the order of their first line."""
        return tuple(name for name in self._known if name)

    @property
    def schema(self) -> pa.Schema:
        """The columns of resolved lines."""
        return pa.schema([(each.name, _plain(each.type)) for each in self._plan.schema])

    def resolve(self, lines: pa.Table) -> pa.Table:
        """Lines with our names of markers, all as plain text; without those left out."""
        plain = lines.cast(self.schema)
        written = plain[MARKER].combine_chunks().dictionary_encode()
        is_sound = pc.is_null(plain[FAULT])
        said = set(pc.unique(written.filter(is_sound.combine_chunks())).to_pylist())
        pairs = [
            self._resolve(text) if text in said else ("", None)
            for text in written.dictionary.to_pylist()
        ]
        markers = _taken([marker for marker, _ in pairs], written.indices)
        faults = pc.coalesce(plain[FAULT], _taken([fault for _, fault in pairs], written.indices))
        is_kept = pc.or_(pc.is_valid(faults), pc.not_equal(markers, ""))
        plain = plain.set_column(plain.schema.get_field_index(MARKER), MARKER, markers)
        return plain.set_column(plain.schema.get_field_index(FAULT), FAULT, faults).filter(is_kept)

    def _resolve(self, text: str) -> tuple[str, str | None]:
        found = self._known.get(text) or self._judged(text)
        if found[0] or len(self._known) < MOST_KEPT:
            self._known[text] = found
        return found

    def _judged(self, text: str) -> tuple[str, str | None]:
        """The marker, or "" and the fault; "" alone where the name is left out."""
        marker = meaning(self._knowledge, text, self._options.columns)
        if marker in self._knowledge.markers:
            return marker, None
        if self._options.columns.get(text) == "":
            return "", None
        return "", self._unknown(text)

    def _unknown(self, text: str) -> str:
        column = self._plan.names[MARKER]
        if not text:
            return fault(column, "", "no_marker", "The line names no marker.", ANY_MARKER)
        self._hints += 1
        if self._hints > MOST_HINTS:
            message = f"{short(text)} is not a marker that Raphe knows."
            return fault(column, short(text), "unknown_marker", message, ANY_MARKER)
        error = unknown_marker(self._knowledge, column, text)
        return fault(column, short(text), error.code, error.message, error.hint)


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_dictionary(kind) else kind


def _taken(values: list[str | None], codes: pa.Array) -> pa.Array:
    return pa.array(values, pa.string()).take(codes)
