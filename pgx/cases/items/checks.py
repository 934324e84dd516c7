"""Everything that is held against the items of a belief: its form is read, this is what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pgx.cases.checks import Setting, holding, known, words
from pgx.cases.checks.setting import Check
from pgx.cases.errors import Flaw
from pgx.cases.items import each, of_belief, pictures
from pgx.cases.items.reading import ItemsFile
from pgx.cases.items.setting import ItemSetting
from pgx.cases.schema import Item, ItemFile, Path
from pgx.knowledge.errors import Fault

OF_FILE: tuple[Callable[[ItemFile, ItemSetting], Iterator[Flaw]], ...] = (
    *(of_belief.enough, of_belief.other_dress),
)
ItemCheck = Callable[[Item, Setting], Iterator[Flaw]]
OF_ITEM: tuple[ItemCheck, ...] = (
    *(each.short, each.nothing_is_given_away, each.known_dress, each.stands_on_something),
    each.no_absolute,
)
OF_FORM: tuple[Check, ...] = (
    *(words.no_free_number, words.no_instruction, words.no_question_of_the_best, words.no_cue),
    *(known.beliefs, known.boxed_warning, known.runs_are_accepted),
)
# These ask the model, so they wait until the runs are accepted.
OF_RUNS: tuple[ItemCheck, ...] = (
    *(holding.values_exist, holding.must_hold, holding.options_alike, pictures.can_be_drawn),
)
OF_RELEASE: tuple[ItemCheck, ...] = (
    *(known.beliefs, holding.values_exist, holding.must_hold, pictures.can_be_drawn),
)


def faults(file: ItemsFile, setting: ItemSetting) -> list[Fault]:
    """What is wrong with a file that could be read, by line."""
    found = [flaw for check in OF_FILE for flaw in check(file.content, setting)]
    for place, item in enumerate(file.content.items):
        own = (*_of_item(item, setting), *of_belief.of_belief(item, file.content.belief, setting))
        found += [_inside(("items", place), flaw) for flaw in own]
    return file.at_lines(found)


def flaws_of_release(item: Item, setting: Setting) -> list[Flaw]:
    """What keeps an item from being asked with a release: what must hold, and no longer does."""
    found = list(known.runs_are_accepted(item, setting))
    return found or [flaw for check in OF_RELEASE for flaw in check(item, setting)]


def _of_item(item: Item, setting: Setting) -> list[Flaw]:
    found = [flaw for check in OF_FORM for flaw in check(item, setting)]
    found += [flaw for check in OF_ITEM for flaw in check(item, setting)]
    if not any(flaw.path[:1] in (("runs",), ("person",)) for flaw in found):
        found += [flaw for check in OF_RUNS for flaw in check(item, setting)]
    return found


def _inside(path: Path, flaw: Flaw) -> Flaw:
    return flaw._replace(path=(*path, *flaw.path))
