"""`make bench`: what a page costs, beside a page that renders a constant template.

Floor and page take turns on the same server. Never a pass or a failure.
"""

import os
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

from tests.bench.api import distinct_panels, manage
from tests.bench.floors import ask, server

FLOOR = "/floor"
RUNS, REQUESTS, WARM_UP, MOST = 5, 300, 30, 3
LINE = "{:44}{:>9}{:>9}{:>8}{:>8}"
PAGES = (
    "",
    "genes/CYP2C19",
    "markers/5-HTTLPR",
    "markers/CYP2D6",
    "drugs/venlafaxine",
    "drugs/amitriptyline",
    "statements/",
    "statements/CPIC||venlafaxine|CYP2D6|0|||adults; CPIC leaves use in children to be judged",
    "disagreements/",
    "disagreements/venlafaxine|CYP2D6|Poor",
    "misconceptions/",
    "references/Bousman2023",
    "claims/",
    "releases/",
    "rows/binding/paroxetine|SERT",
)

# Pages that compute their answer; Explore of distinct people, one after the other.
MOST_CHANGE, NO_TARGET = 6, 0
COMPARED = "a.drug=escitalopram&a.CYP2C19=*1/*1&b.drug=escitalopram&b.CYP2C19=*2/*2"
ASKED = {"Home": "/", "Compare, two sides": f"/compare?{COMPARED}"}
REGIMEN = {"drug": "escitalopram", "dose_mg_per_day": "10", "orientation": "literature"}
LIVE = {"HX-Request": "true"}  # as htmx asks when a field changes


def main() -> None:
    print(f"Pages: gunicorn, 2 processes, one client; ms; medians of {RUNS} runs of")
    print(f"{REQUESTS} requests, each beside a constant page\n")
    print(LINE.format("", "median", "floor", "ratio", "target"))
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), prepare) as port:
        for path in PAGES:
            name = path[:42] or "/"
            print(measure(port, f"/knowledge/{quote(path)}", name, MOST), flush=True)
        for name, address in ASKED.items():
            print(measure(port, address, name, NO_TARGET), flush=True)
        explore(port)


def explore(port: int) -> None:
    """A change of one field, what is fetched behind it, and the whole page."""
    people = [urlencode({**REGIMEN, **panel}) for panel in distinct_panels()]
    whole = [f"/explore?{each}" for each in people]
    rest = [f"/explore/rest?{each}" for each in people]
    print(measure(port, whole, "Explore, a change", MOST_CHANGE, LIVE), flush=True)
    print(measure(port, rest, "Explore, the rest of it", NO_TARGET), flush=True)
    print(measure(port, whole, "Explore, the whole page", NO_TARGET), flush=True)
    print(measure(port, "/explore", "Explore, empty", NO_TARGET), flush=True)


def prepare(env: dict[str, str]) -> None:
    """The shipped release, for the server and for who draws the people."""
    manage(env, "load_knowledge", "fixtures/knowledge", "-v0")
    os.environ |= env


def measure(
    port: int,
    address: str | Sequence[str],
    name: str,
    most: int,
    headers: Mapping[str, str] | None = None,
) -> str:
    """One line of the table."""
    for each in (address, FLOOR):
        ask(port, each, WARM_UP, headers)
    runs = [(_median(port, address, headers), _median(port, FLOOR)) for _ in range(RUNS)]
    page, floor = (statistics.median(each) * 1e3 for each in zip(*runs, strict=True))
    ratio = statistics.median(page / floor for page, floor in runs)
    return LINE.format(name, f"{page:.2f}", f"{floor:.2f}", f"{ratio:.1f}", most or "-")


def _median(
    port: int, path: str | Sequence[str], headers: Mapping[str, str] | None = None
) -> float:
    return statistics.median(ask(port, path, REQUESTS, headers))


if __name__ == "__main__":
    main()
