"""`python -m tests.batches.size class.csv`: what becomes of its rows, and the greatest memory."""

import json
import os
import sys
from pathlib import Path

import django

django.setup()

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from pgx.batches.assessing import assess_part, merge  # noqa: E402
from pgx.batches.files import scratch_folder  # noqa: E402
from pgx.batches.intake import cut, understand  # noqa: E402
from pgx.batches.options import Options  # noqa: E402
from pgx.knowledge.compiling import compile_release  # noqa: E402
from pgx.knowledge.reading import read  # noqa: E402
from tests.bench.batches import most_memory  # noqa: E402
from tests.kb import FOLDER  # noqa: E402

CHUNK_ROWS = 50_000


def run(file: Path) -> dict[str, int]:
    """Cut a file and assess every part; results are counted and let go."""
    pa.set_cpu_count(1)
    shipped, options = read(FOLDER), Options()
    knowledge = compile_release(shipped.label.version, "0" * 64, shipped.rows)
    understood = understand(file, options, knowledge)
    counts: dict[str, int] = {}
    with scratch_folder() as folder:
        place = f"{folder}/{{}}.parquet".format
        infos = cut(
            *(file, understood, options, knowledge),
            lambda number, part: pq.write_table(part, place(number)),
            CHUNK_ROWS,
        )
        for info in infos:
            part = pq.read_table(place(info.number), use_threads=False)
            found = assess_part(part, info.is_repeated(), options, knowledge)
            lines = {*found.results["line"].to_pylist(), *found.errors["line"].to_pylist()}
            own = {"lines": len(lines), "results": len(found.results)}
            counts = merge([counts, own])
    return counts


if __name__ == "__main__":
    found = run(Path(sys.argv[1]))
    print(json.dumps({**found, "megabytes": most_memory([os.getpid()])}))
