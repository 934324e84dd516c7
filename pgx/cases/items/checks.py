"""What is held against the items of a belief, one by one and together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pgx.assessments.errors import closest
from pgx.assessments.question import find_marker
from pgx.cases.checks import Setting, holding, known, words
from pgx.cases.checks.setting import Check
from pgx.cases.errors import Flaw
from pgx.cases.items import pictures
from pgx.cases.items.cues import ABSOLUTE
from pgx.cases.items.reading import ItemsFile
from pgx.cases.items.teaching import Taught, bare
from pgx.cases.names import MAIN, RowName, parse
from pgx.cases.schema import HOLE, Item, ItemFile, Path, value_names
from pgx.knowledge.errors import Fault

TESTS = 3
AND = " and "
MOST_WORDS = {"ask": 60, "text": 18, "feedback": 50}


@dataclass(frozen=True, eq=False)
class ItemSetting(Setting):
    """A release with its rows, and the cases that teach."""

    taught: Taught = field(kw_only=True)


def faults(file: ItemsFile, setting: ItemSetting) -> list[Fault]:
    """What is wrong with a file that could be read, by line."""
    found = [flaw for check in OF_FILE for flaw in check(file.content, setting)]
    for place, item in enumerate(file.content.items):
        own = (*_of_item(item, setting), *_of_belief(item, file.content.belief, setting))
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
        found += pictures.can_be_drawn(item, setting)
    return found


def _inside(path: Path, flaw: Flaw) -> Flaw:
    return flaw._replace(path=(*path, *flaw.path))


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


def _of_belief(item: Item, belief: str, setting: ItemSetting) -> Iterator[Flaw]:
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


OF_FILE: tuple[Callable[[ItemFile, ItemSetting], Iterator[Flaw]], ...] = (enough, other_dress)
OF_ITEM: tuple[Callable[[Item, Setting], Iterator[Flaw]], ...] = (
    *(short, nothing_is_given_away, known_dress, stands_on_something, no_absolute),
)
OF_FORM: tuple[Check, ...] = (
    *(words.no_free_number, words.no_instruction, words.no_question_of_the_best, words.no_cue),
    *(known.beliefs, known.boxed_warning, known.runs_are_accepted),
)
# These ask the model, so they wait until the runs are accepted.
OF_RUNS: tuple[Check, ...] = (holding.values_exist, holding.must_hold, holding.options_alike)
OF_RELEASE: tuple[Check, ...] = (known.beliefs, holding.values_exist, holding.must_hold)
