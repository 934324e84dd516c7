"""`make bench`: the lists of the knowledge base over a constant JSON of the same size.

Over HTTP with keep-alive, in turns on one server, so that both see the same machine. Nothing
here passes or fails by a time.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.floors import fetch, server, timed

WARM_UP, ROUNDS = 50, 500
LISTS = (
    *("genes", "markers", "drugs", "guideline-statements", "references", "claims", "releases"),
    "guideline-statements?page_size=200",
    "guideline-statements?drug=citalopram&gene=CYP2C19",
    "claims?search=BDNF",
)


def main() -> None:
    print(f"{os.cpu_count()} cores; median of {ROUNDS} requests by one client, in ms\n")
    print(f"{'list':52}{'bytes':>8}{'floor':>8}{'list':>8}{'times':>7}")
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), knowledge=True) as port:
        for name in LISTS:
            print(line(port, name), flush=True)


def line(port: int, name: str) -> str:
    """One line of the table."""
    address = f"/api/v1/{name}"
    size = len(fetch(port, address))
    floor = f"/floor/{size}"
    timed(port, (floor, address), WARM_UP)
    low, own = (statistics.median(each) * 1e3 for each in timed(port, (floor, address), ROUNDS))
    return f"{name:52}{size:8}{low:8.2f}{own:8.2f}{own / low:7.2f}"


if __name__ == "__main__":
    sys.exit(main())
