"""Two texts of a case, line by line: what is taken out, what is put in, and what stands around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 3  # unchanged lines before and after a change
OLD, NEW, BOTH = "\N{MINUS SIGN}", "+", ""


@dataclass(frozen=True)
class Line:
    """A line with its mark, and its number in the text that has it."""

    mark: str
    number: int
    text: str

    @property
    def words(self) -> str:
        """What stands behind the indentation."""
        return self.text.lstrip()

    @property
    def indent(self) -> str:
        """The spaces before the first word."""
        return self.text[: len(self.text) - len(self.words)]


@dataclass(frozen=True)
class Hunk:
    """Lines that stand together."""

    lines: list[Line]

    @property
    def first(self) -> int:
        """The number of its first line."""
        return self.lines[0].number


def difference(old: str, new: str) -> list[Hunk]:
    r"""What differs between two texts.

    >>> [(each.mark, each.text) for each in difference("a\nb", "a\nc")[0].lines]
    [('', 'a'), ('−', 'b'), ('+', 'c')]
    """
    before, after = old.splitlines(), new.splitlines()
    groups = SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND)
    hunks = ([*_lines(group, before, after)] for group in groups)
    return [Hunk(lines) for lines in hunks if lines]


def counts(hunks: Sequence[Hunk]) -> dict[str, int]:
    """How many lines are put in and taken out."""
    marks = Counter(line.mark for hunk in hunks for line in hunk.lines)
    return {"added": marks[NEW], "removed": marks[OLD]}


def _lines(
    group: Sequence[tuple[str, int, int, int, int]], before: Sequence[str], after: Sequence[str]
) -> Iterator[Line]:
    for kind, old, old_end, new, new_end in group:
        if kind == "equal":
            yield from _numbered(BOTH, after, new, new_end)
        else:
            yield from _numbered(OLD, before, old, old_end)
            yield from _numbered(NEW, after, new, new_end)


def _numbered(mark: str, lines: Sequence[str], start: int, end: int) -> Iterator[Line]:
    for at in range(start, end):
        yield Line(mark, at + 1, lines[at])
