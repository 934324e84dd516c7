"""What can be wrong with a question. Each door translates these to its own form."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pgx.echo import LONGEST


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
    names = {name.lower(): name for name in known}
    asked = word[:LONGEST].lower()
    close = get_close_matches(asked, names, n=1, cutoff=0.6)
    return f"Did you mean {names[close[0]]}?" if close and names[close[0]] != word else ""
