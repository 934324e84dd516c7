"""Checks of an item by itself: short, in a known dress, and nothing that tells the key."""

from __future__ import annotations

from collections.abc import Iterator

from pgx.assessments.errors import closest
from pgx.assessments.question import find_marker
from pgx.cases.checks import Setting
from pgx.cases.errors import Flaw
from pgx.cases.items.cues import ABSOLUTE
from pgx.cases.names import MAIN, RowName, parse
from pgx.cases.schema import HOLE, Item, Path, value_names

AND = " and "
MOST_WORDS = {"ask": 60, "text": 18, "feedback": 50}


def short(item: Item, setting: Setting) -> Iterator[Flaw]:
    """Questions, options and feedback are short; a value counts as one word."""
    texts: list[tuple[Path, str]] = [(("ask",), item.ask)]
    for place, option in enumerate(item.options):
        texts.append((("options", place, "text"), option.text))
        texts.append((("options", place, "feedback"), option.feedback))
    for path, text in texts:
        many, most = len(HOLE.sub("x", text).split()), MOST_WORDS[str(path[-1])]
        if many > most:
            yield Flaw(path, f"{many} words: at most {most}")


def nothing_is_given_away(item: Item, setting: Setting) -> Iterator[Flaw]:
    """What is read before the answer cites no row on what is believed."""
    for path, name in value_names(item):
        parsed = parse(name)
        is_before = path[0] in ("ask", "picture") or path[-1] == "text"
        if is_before and isinstance(parsed, RowName) and parsed.table == "misconceptions":
            yield Flaw(path, f"{name} links to the answer", name)


def known_dress(item: Item, setting: Setting) -> Iterator[Flaw]:
    """The drugs and the genes of the dress are of the release."""
    knowledge = setting.ground.knowledge
    for drug in filter(None, item.dress.drug.split(AND)):
        if drug not in knowledge.drugs:
            reason = f"{drug} is no drug of the release. {closest(drug, list(knowledge.drugs))}"
            yield Flaw(("dress", "drug"), reason.strip())
    for gene in filter(None, item.dress.gene.split(AND)):
        if gene not in knowledge.genes and not find_marker(knowledge, gene):
            reason = f"{gene} is no gene of the release. {closest(gene, list(knowledge.genes))}"
            yield Flaw(("dress", "gene"), reason.strip())


def stands_on_something(item: Item, setting: Setting) -> Iterator[Flaw]:
    """One run is the main one, and what a run must show is said."""
    if item.runs and MAIN not in item.runs:
        yield Flaw(("runs",), "there is no run main")
    if item.runs and not item.must_hold:
        yield Flaw((), "must_hold is missing: say of the runs what the key stands on")


def no_absolute(item: Item, setting: Setting) -> Iterator[Flaw]:
    """Not both wrong options are absolute where the right one is not."""
    absolute = [bool(ABSOLUTE.search(option.text)) for option in item.options]
    if [not each for each in absolute] == [bool(option.right) for option in item.options]:
        reason = "never, all, none, only, every in both wrong options and not in the right one"
        yield Flaw(("options",), reason)
