"""What can be wrong with a question. Each door translates these to its own form."""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pgx.echo import LONGEST

MOST_COMPARED = 400
NEIGHBOURS = 20  # on either side


@dataclass(frozen=True)
class FieldError:
    """One field of a question that cannot be used, and what would be right."""

    field: str  # a path: genotypes.rs6295, regimens.0.drug
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.field}: {self.message} {self.hint}".strip()


class QuestionRefused(Exception):
    """The question cannot be answered as it stands; `errors` says why, field by field."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or with all of them.

    >>> nearest("escitaloprm", ["citalopram", "escitalopram"])
    'Did you mean escitalopram?'
    """
    names = {name.lower(): name for name in known}
    return closest(word, names.values()) or f"Known: {', '.join(names.values())}."


def closest(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word; empty where none is near.

    >>> closest("fluoxetin", ["fluoxetine"]), closest("fluoxetine", ["fluoxetine"])
    ('Did you mean fluoxetine?', '')
    """
    close = alike(word, known, most=1)
    return f"Did you mean {close[0]}?" if close and close[0] != word else ""


def alike(word: str, known: Iterable[str], most: int) -> list[str]:
    """The known words that are most like a word, the nearest first.

    >>> alike("fluoxetin", ["fluoxetine", "sertraline"], most=3)
    ['fluoxetine']
    """
    names = {name.lower(): name for name in known}
    return [names[near] for near in get_close_matches(word[:LONGEST].lower(), names, most, 0.6)]


def nearby(word: str, known: Collection[str]) -> Collection[str]:
    """Those that could be meant; of many only the neighbours, as comparing long keys is slow."""
    if len(known) <= MOST_COMPARED:
        return known
    ordered = sorted(known)
    place = bisect_left(ordered, word)
    return ordered[max(0, place - NEIGHBOURS) : place + NEIGHBOURS]
