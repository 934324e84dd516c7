"""Lines of a long file -> a row a subject, of the subjects whose lines are all there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pgx.batches.header import GENOTYPE, MARKER, SUBJECT
from pgx.batches.intake.plan import Plan, fault
from pgx.batches.parts import AND_ALSO, FAULT, LINE, part_schema
from pgx.echo import short

MOST_TEXTS = 8  # of one cell that are told


def group(lines: pa.Table, plan: Plan, markers: Sequence[str]) -> pa.Table:
    """A row for each subject, at the line where it comes first, and for each faulty line.

    Equal texts of one cell are merged, different ones joined; a subject whose lines differ
    in anything but genotypes has a fault.
    """
    is_sound = pc.is_null(lines[FAULT])
    faulty, sound = lines.filter(pc.invert(is_sound)), lines.filter(is_sound)
    subjects = sound[SUBJECT].combine_chunks().dictionary_encode()
    codes, count = subjects.indices.to_numpy(), len(subjects.dictionary)
    first = np.unique(codes, return_index=True)[1]
    beside = {
        control: _gather(codes, count, sound[control])
        for control in plan.controls
        if control != SUBJECT
    }
    columns = {
        LINE: sound[LINE].combine_chunks().take(pa.array(first)),
        FAULT: _contradictions(beside, plan, count),
        SUBJECT: subjects.dictionary,
        **beside,
        **{marker: _of_marker(codes, count, sound, marker) for marker in markers},
    }
    schema = part_schema(plan.controls, markers)
    rows = pa.table([columns[name] for name in schema.names], schema)
    both = pa.concat_tables([rows, _without_cells(faulty, schema)])
    return both.unify_dictionaries().combine_chunks().sort_by(LINE)


def _of_marker(
    codes: NDArray[np.integer], count: int, sound: pa.Table, marker: str
) -> pa.DictionaryArray:
    here = pc.equal(sound[MARKER], marker)
    return _gather(codes[here.to_numpy()], count, sound[GENOTYPE].filter(here))


def _gather(codes: NDArray[np.integer], count: int, texts: pa.ChunkedArray) -> pa.DictionaryArray:
    """The text of each subject: that of its lines, several joined, "" where it has none."""
    coded = texts.combine_chunks().dictionary_encode()
    values: list[str] = coded.dictionary.to_pylist()
    given = pc.not_equal(texts, "").to_numpy()
    pairs = codes[given].astype(np.int64) * (len(values) + 1) + coded.indices.to_numpy()[given]
    distinct, first = np.unique(pairs, return_index=True)
    subjects, places = np.divmod(distinct, len(values) + 1)
    found = np.zeros(count, np.int32)
    found[subjects] = places + 1
    several = np.bincount(subjects, minlength=count)[subjects] > 1
    values = ["", *values]
    order = np.lexsort((first[several], subjects[several]))
    for subject, joined in _joined(subjects[several][order], places[several][order], values):
        found[subject] = len(values)
        values.append(joined)
    return pa.DictionaryArray.from_arrays(pa.array(found), pa.array(values, pa.string()))


def _joined(
    subjects: NDArray[np.int64], places: NDArray[np.int64], values: list[str]
) -> Iterator[tuple[int, str]]:
    """Each subject with its texts in one; equal subjects stand together."""
    starts = np.flatnonzero(np.diff(subjects, prepend=-1)).tolist()
    for start, end in pairwise([*starts, len(subjects)]):
        texts = [values[place + 1] for place in places[start:end][:MOST_TEXTS]]
        yield int(subjects[start]), AND_ALSO.join(texts)


def _contradictions(
    beside: dict[str, pa.DictionaryArray], plan: Plan, count: int
) -> pa.DictionaryArray:
    """The fault of each subject, or null."""
    faults: list[str | None] = [None] * count
    for control, texts in beside.items():
        for row in np.flatnonzero(pc.match_substring(texts.cast(pa.string()), AND_ALSO)):
            faults[row] = _contradiction(plan.names[control], texts[int(row)].as_py())
    return pa.array(faults, pa.string()).dictionary_encode()


def _contradiction(column: str, joined: str) -> str:
    value = short(joined.replace(AND_ALSO, " and "))
    message = f"The lines of this subject say different things in {short(column)}: {value}."
    hint = "Write the same in all of them; for a second regimen give the subject a second code."
    return fault(column, value, "contradicting_lines", message, hint)


def _without_cells(faulty: pa.Table, schema: pa.Schema) -> pa.Table:
    """Faulty lines as rows of their own."""
    nothing = pa.array([""] * len(faulty), pa.string())
    columns = [faulty[n] if n in (LINE, FAULT, SUBJECT) else nothing for n in schema.names]
    return pa.table(columns, schema.names).cast(schema)
