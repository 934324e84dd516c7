"""Between Arrow's dictionary-coded columns and ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pgx.batches.parts import TEXT
from pgx.science.columns import Column

T = TypeVar("T")


def coded(column: pa.ChunkedArray | pa.Array) -> pa.DictionaryArray:
    """One dictionary-coded array; null is a value like others."""
    if isinstance(column, pa.ChunkedArray):
        column = column.unify_dictionaries().combine_chunks()
    if pa.types.is_dictionary(column.type) and not column.null_count:
        return column
    plain = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
    return pc.dictionary_encode(plain, null_encoding="encode")


def codes(column: pa.DictionaryArray) -> NDArray[np.intp]:
    """The code of each row."""
    found: NDArray[np.intp] = column.indices.to_numpy(zero_copy_only=False).astype(np.intp)
    return found


def column_of(column: pa.ChunkedArray | pa.Array) -> Column[Any]:
    """Distinct values once, with the code of each row."""
    found = coded(column)
    return Column(tuple(found.dictionary.to_pylist()), codes(found))


def texts(column: Column[T], word: Callable[[T], str]) -> pa.DictionaryArray:
    """A word of each row's value, each word once in the dictionary."""
    found = column.merge(word)
    words = pa.array(found.distinct, pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(found.index, pa.int32()), words)


def constant(word: str, rows: int) -> pa.DictionaryArray:
    """One word for every row."""
    index = pa.array(np.zeros(rows, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(index, pa.array([word], TEXT.value_type))


def numbers(values: NDArray[np.float64]) -> pa.Array:
    """Doubles; null where there is no number."""
    return pa.array(values, pa.float64(), mask=~np.isfinite(values))
