"""Checks of items as those of a belief: enough, each in its own dress, each taught by a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pgx.cases.errors import Flaw
from pgx.cases.items.setting import ItemSetting
from pgx.cases.items.teaching import Taught, bare
from pgx.cases.schema import Item, ItemFile, Path

TESTS = 3


def enough(content: ItemFile, setting: ItemSetting) -> Iterator[Flaw]:
    """The belief is known; three items are for tests, one or more for review."""
    try:
        setting.ground.belief(content.belief)
    except LookupError:
        yield Flaw(("belief",), f"{content.belief} is not in misconceptions.csv")
    uses = Counter(item.use for item in content.items)
    if uses["test"] != TESTS or not uses["review"]:
        said = f"{uses['test']} for tests, {uses['review']} for review"
        yield Flaw(("items",), f"{said}: write exactly {TESTS} for tests, one or more for review")


def other_dress(content: ItemFile, setting: ItemSetting) -> Iterator[Flaw]:
    """Every item has a name and a dress of its own: drug, gene and kind of picture."""
    begins, seen = f"{content.belief.lower()}-", dict[object, str]()
    for place, item in enumerate(content.items):
        if not item.id.startswith(begins):
            yield Flaw(("items", place, "id"), f"{item.id}: begin with {begins}")
        if item.id in seen.values():
            yield Flaw(("items", place, "id"), f"{item.id} is taken")
        dress = (item.dress.drug, item.dress.gene, item.picture and item.picture.kind)
        if dress in seen:
            reason = f"drug, gene and kind of picture are those of {seen[dress]}"
            yield Flaw(("items", place, "dress"), reason)
        seen[dress] = item.id


def of_belief(item: Item, belief: str, setting: ItemSetting) -> Iterator[Flaw]:
    """It asks for its belief, in words that no case uses, and a case teaches it."""
    if belief not in [option.misconception for option in item.options]:
        yield Flaw(("options",), f"no wrong option shows {belief}")
    yield from _taught(item, belief, setting.taught)
    yield from _not_of_a_case(item, setting.taught)


def _taught(item: Item, belief: str, taught: Taught) -> Iterator[Flaw]:
    for place, name in enumerate(item.taught_by):
        if not taught.step(name):
            yield Flaw(("taught_by", place), f"{name} is no step of a case", name)
        elif not taught.gives_feedback(name):
            yield Flaw(("taught_by", place), f"{name} gives no feedback", name)
    if not any(taught.teaches(name, belief) for name in item.taught_by):
        reason = f"name a step whose feedback recognises {belief}, or the debrief of its case"
        yield Flaw(("taught_by",), reason)


def _not_of_a_case(item: Item, taught: Taught) -> Iterator[Flaw]:
    options = [(("options", at, "text"), each.text) for at, each in enumerate(item.options)]
    texts: Sequence[tuple[Path, str]] = [(("ask",), item.ask), *options]
    for path, text in texts:
        if case := taught.texts.get(bare(text)):
            yield Flaw(path, f"these words stand in the case {case}")
