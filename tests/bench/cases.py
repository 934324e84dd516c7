"""`make bench`: what a step of a case costs, beside a page that renders a constant template.

Step and floor take turns on the same server. Never a pass or a failure.
"""

import re
import tempfile
from pathlib import Path

import httpx

from tests.bench.api import manage
from tests.bench.floors import server
from tests.bench.pages import LINE, measure

CASE = "three-times-the-level"
# What is answered at its steps, and those that ask nothing of the model.
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
MOST_PLAIN, MOST_RUN = 3, 6


def main() -> None:
    print("Cases: gunicorn, 2 processes, one client; ms; each step beside a constant page\n")
    print(LINE.format("", "median", "floor", "ratio", "target"))
    with tempfile.TemporaryDirectory() as folder, server(Path(folder), prepare) as port:
        cookie, steps = begun(port)
        for name, address in steps.items():
            most = MOST_PLAIN if name in PLAIN_STEPS else MOST_RUN
            print(measure(port, address, f"Case, {name}", most, {"Cookie": cookie}), flush=True)


def prepare(env: dict[str, str]) -> None:
    """The shipped release and the cases."""
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


if __name__ == "__main__":
    main()
