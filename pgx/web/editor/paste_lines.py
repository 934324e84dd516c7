"""A pasted line: names and genotypes with commas or semicolons between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from pgx.batches.intake.naming import meaning
from pgx.science.knowledge import Knowledge
from pgx.web.editor.pasted import Pasted, unknown

BREAKS = re.compile(r"[\s:=]+|(?=\*)")  # between a name and its genotype
LONE = re.compile(r"[*\w+.-]+")  # an allele that a comma parted from the other


def read_line(knowledge: Knowledge, line: int, text: str, found: Pasted) -> None:
    """Read names and genotypes with commas or semicolons between."""
    waiting = ""
    for name, genotype in _pieces(knowledge, re.split(r"[,;\t]", text)):
        if name and waiting:
            found.refuse(line, waiting, *_no_genotype(waiting))
        if genotype and (name or waiting):
            found.put(line, name or waiting, genotype)
            waiting = ""
        elif name:
            waiting = name
        else:
            found.refuse(line, genotype, *unknown(knowledge, genotype.split()[0]))
    if waiting:
        found.refuse(line, waiting, *_no_genotype(waiting))


def _pieces(knowledge: Knowledge, parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names with genotypes; a lone second allele goes to the first ("*1, *2")."""
    last: tuple[str, str] | None = None
    for part in filter(str.strip, parts):
        name, text = _named(knowledge, part)
        is_second = last and last[1] and LONE.fullmatch(last[1]) and LONE.fullmatch(text)
        if not name and last and is_second:
            last = last[0], f"{last[1]}/{text}"
            continue
        if last:
            yield last
        last = name, text
    if last:
        yield last


def _named(knowledge: Knowledge, part: str) -> tuple[str, str]:
    """A name that is known, the longest, and what follows it; "" where none is."""
    breaks = [match.span() for match in BREAKS.finditer(part.strip())]
    text = part.strip()
    for start, end in reversed([*breaks, (len(text), len(text))]):
        if found := meaning(knowledge, text[:start].strip("'\""), {}):
            return found, text[end:].strip().strip("'\"")
    return "", text


def _no_genotype(name: str) -> tuple[str, str]:
    message = _("%(name)s has no genotype.") % {"name": name}
    return message, _("Write it behind the name, such as CYP2C19 *1/*2.")
