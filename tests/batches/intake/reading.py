"""Files for the tests of reading, and what is read of them."""

import io
from collections.abc import Callable

import pyarrow as pa

from pgx.batches.intake import Understood, cut, understand
from pgx.batches.options import Options
from pgx.batches.parts import FAULT, LINE, PartInfo, read_fault
from pgx.science.knowledge import Knowledge


def read_all(
    content: bytes,
    knowledge: Knowledge,
    options: Options | None = None,
    rows: int = 50_000,
    tell: Callable[[int], None] = lambda read: None,
) -> tuple[Understood, list[pa.Table], list[PartInfo]]:
    """What is understood, and every part."""
    file, options = io.BytesIO(content), options or Options()
    understood = understand(file, options, knowledge)
    parts: list[pa.Table] = []

    def write(number: int, part: pa.Table) -> None:
        assert number == len(parts)
        parts.append(part)

    infos = cut(file, understood, options, knowledge, write, rows, tell)
    assert [info.rows for info in infos] == [len(part) for part in parts]
    return understood, parts, infos


def rows_of(parts: list[pa.Table]) -> dict[int, dict[str, str]]:
    """The usable rows by line."""
    rows = [row for part in parts for row in part.to_pylist() if row[FAULT] is None]
    return {row.pop(LINE): row for row in rows}


def faults_of(parts: list[pa.Table]) -> dict[int, str]:
    """The codes of the faults by line; each has a message and a hint."""
    found = {}
    for part in parts:
        for line, text in zip(part[LINE].to_pylist(), part[FAULT].to_pylist(), strict=True):
            if text is not None:
                error = read_fault(line, text)
                assert error.message
                assert error.hint
                found[line] = error.code
    return found
