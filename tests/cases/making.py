"""Cases that are published and begun, and answers of every class that a step knows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pgx.cases import published
from pgx.cases.models import CaseVersion
from pgx.cases.playing import Play, Player, begin
from pgx.cases.reading import CaseFile, read_case, read_folder
from pgx.cases.recognising import candidates, recognise
from pgx.cases.schema import Numeric

GOOD = (Path(__file__).parent / "good.yaml").read_text()
Sent = dict[str, list[str]]
TRIES = 24  # numbers on a scale, among which one is nobody's


def publish_good(text: str = GOOD) -> CaseVersion:
    """The small good case, published."""
    return published.publish(read_case("good.yaml", text.encode()))[0]


def publish_shipped(*names: str) -> list[str]:
    """The shipped cases of these names, or all of them, published."""
    files = [each for each in read_folder() if isinstance(each, CaseFile)]
    wanted = [each for each in files if not names or each.case.case in names]
    return [published.publish(each)[0].case for each in wanted]


def begun(player: Player | None = None) -> Play:
    """An attempt at the small good case."""
    publish_good()
    return Play(begin(player or Player(visitor="somebody"), "good"))


def classes(play: Play, step: Any) -> Iterator[tuple[str, Sent]]:
    """An answer of each class that a step tells apart, by the name of its class."""
    form = getattr(step, "form", step.kind)
    sure = {"confidence": ["fairly sure"]}
    if form in ("option", "follow-up"):
        yield from ((each.id, {"option": [each.id], **sure}) for each in step.options)
    elif isinstance(step, Numeric):
        yield from ((name, sent | sure) for name, sent in _numbers(play, step))
    elif form == "order":
        yield "nothing", {"tests": ["nothing"]}
        yield "wanted", {"tests": step.wanted or ["nothing"]}
        yield from ((each.id, {"tests": [each.id]}) for each in step.tests)
    elif form == "regimen":
        yield from ((drug, {"drug": [drug]}) for drug in step.drugs)
    elif form == "explain":
        yield "all", {"links": list(step.links), "words": ["Because."]}
        yield from ((link, {"links": [link]}) for link in step.links)
    else:
        yield "on", {}


def _numbers(play: Play, step: Any) -> Iterator[tuple[str, Sent]]:
    """The number of each candidate, and one that nobody's rule gives."""
    among = candidates(step, play.values)
    scale = [step.low + (step.high - step.low) * n / TRIES for n in range(TRIES + 1)]
    other = next((each for each in scale if recognise(each, among) == "other"), None)
    numbers = among if other is None else {**among, "other": other}
    for name, number in numbers.items():
        text = f"{min(max(number, step.low), step.high):.6f}"
        fields = [f"week-{week}" for week in getattr(step, "weeks", ())] or ["number"]
        yield name, {field: [text] for field in fields}
