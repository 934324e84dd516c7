"""`make bench`: what a page costs, beside a page that renders a constant template.

Floor and page take turns on the same server. Never a pass or a failure.
"""

import re
import statistics
import tempfile
from pathlib import Path
from urllib.parse import quote

import httpx

from tests.bench.api import manage
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

PANEL = "CYP2C19=*2/*2&5-HTTLPR=S/S&rs25531=A/A"
MOST_ASKED = 6
# Pages that compute their answer.
ASKED = {
    "Home": "/",
    "Explore, a change": f"/explore?drug=escitalopram&dose_mg_per_day=10&{PANEL}",
    "Compare, two sides": "/compare?a.drug=escitalopram&a.CYP2C19=*1/*1"
    "&b.drug=escitalopram&b.CYP2C19=*2/*2",
}

# A case, what is answered at its steps, and those that ask nothing of the model.
CASE = "three-times-the-level"
ANSWERS: dict[str, dict[str, str]] = {
    "history": {},
    "order": {"tests": "cyp2c19"},
    "occupancy": {"number": "86.7", "confidence": "sure"},
    "run": {},
    "regimen": {"drug": "sertraline"},
    "follow-up": {"option": "split", "confidence": "sure"},
    "debrief": {},
}
PLAIN_STEPS = {"history", "order"}


def main() -> None:
    print(f"Pages: gunicorn, 2 processes, one client; ms; medians of {RUNS} runs of")
    print(f"{REQUESTS} requests, each beside a constant page\n")
    print(LINE.format("", "median", "floor", "ratio", "target"))
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), prepare) as port:
        for path in PAGES:
            name = path[:42] or "/"
            print(measure(port, f"/knowledge/{quote(path)}", name, MOST), flush=True)
        for name, address in ASKED.items():
            print(measure(port, address, name, MOST_ASKED), flush=True)
        cookie, steps = begun(port)
        for name, address in steps.items():
            most = MOST if name in PLAIN_STEPS else MOST_ASKED
            print(measure(port, address, f"Case, {name}", most, cookie), flush=True)


def prepare(env: dict[str, str]) -> None:
    """The shipped release, and a case."""
    manage(env, "load_knowledge", "fixtures/knowledge", "-v0")
    manage(env, "load_cases", "fixtures/cases", "--or-keep", "-v0")


def begun(port: int) -> tuple[str, dict[str, str]]:
    """An attempt on its way: the cookie of whoever plays, and the address of each step."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        page = client.get("/cases/").text
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        home = client.post(f"/cases/{CASE}/begin", data={"csrfmiddlewaretoken": token})
        address = home.headers["Location"]
        for step, sent in ANSWERS.items():
            client.post(address + step, data={"csrfmiddlewaretoken": token, **sent})
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return cookie, {step: address + step for step in ANSWERS}


def measure(port: int, address: str, name: str, most: int, cookie: str = "") -> str:
    """One line of the table."""
    for each in (address, FLOOR):
        ask(port, each, WARM_UP, cookie)
    runs = [(_median(port, address, cookie), _median(port, FLOOR)) for _ in range(RUNS)]
    page, floor = (statistics.median(each) * 1e3 for each in zip(*runs, strict=True))
    ratio = statistics.median(page / floor for page, floor in runs)
    return LINE.format(name, f"{page:.2f}", f"{floor:.2f}", f"{ratio:.1f}", most)


def _median(port: int, path: str, cookie: str = "") -> float:
    return statistics.median(ask(port, path, REQUESTS, cookie))


if __name__ == "__main__":
    main()
