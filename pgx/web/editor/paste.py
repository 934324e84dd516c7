"""A pasted panel -> fields of the form, and what was not understood, line by line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pgx.assessments.errors import nearest
from pgx.batches.errors import FileRefused
from pgx.batches.header import CONTROLS, GENOTYPE, MARKER, SUBJECT, refuse_personal
from pgx.batches.intake.heading import DELIMITERS
from pgx.batches.intake.naming import meaning
from pgx.echo import short
from pgx.science.knowledge import Knowledge

MOST = 10_000  # characters
BREAKS = re.compile(r"[\s:=]+|(?=\*)")  # between a name and its genotype
LONE = re.compile(r"[*\w+.-]+")  # an allele that a comma parted from the other


@dataclass(frozen=True)
class Fault:
    """A line that was not understood, and what would be right. Line 0 is the whole text."""

    line: int
    text: str
    message: str
    hint: str = ""


@dataclass
class Pasted:
    """What was understood, by field of the form, and what was not."""

    given: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def put(self, line: int, name: str, text: str) -> None:
        """Take a field; a second text for it is a fault."""
        if name == SUBJECT or not text.strip():
            return
        if name in self.given and self.given[name] != text.strip():
            message = _("%(name)s is given twice.") % {"name": name}
            self.refuse(line, f"{name} {text}", message, _("Give it once."))
        self.given.setdefault(name, text.strip())

    def refuse(self, line: int, text: str, message: str, hint: str = "") -> None:
        """Note what was not understood."""
        self.faults.append(Fault(line, short(text), message, hint))


def read_pasted(knowledge: Knowledge, text: str) -> Pasted:
    """Read lines, lists with commas, CSV with names above, or JSON."""
    found = Pasted()
    if len(text) > MOST:
        message = _("The text has %(size)s characters.") % {"size": len(text)}
        hint = _("Paste at most %(most)s: one person's panel.") % {"most": MOST}
        found.refuse(0, "", message, hint)
    elif text.lstrip().startswith(("{", "[")):
        _read_json(knowledge, text, found)
    elif not _read_table(knowledge, text, found):
        for line, each in enumerate(text.splitlines(), start=1):
            _read_line(knowledge, line, each, found)
    if not found.given and not found.faults:
        message = _("No genotype was pasted.")
        found.refuse(0, "", message, _("Write a marker and a genotype, such as CYP2C19 *1/*2."))
    return found


def _read_json(knowledge: Knowledge, text: str, found: Pasted) -> None:
    try:
        given = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        said = getattr(error, "msg", _("too deep"))
        found.refuse(line, "", _("This is no JSON: %(said)s.") % {"said": said}, _as_json())
        return
    if not isinstance(given, dict):
        found.refuse(0, "", _("This JSON is no object."), _as_json())
        return
    inner = given.pop("genotypes", {})
    for name, value in [*given.items(), *(inner.items() if isinstance(inner, dict) else ())]:
        _put_named(
            knowledge, 0, name, value if isinstance(value, str | int | float) else None, found
        )


def _as_json() -> str:
    return _('Write an object of markers, such as {"CYP2C19": "*1/*2"}.')


def _put_named(
    knowledge: Knowledge, line: int, name: str, value: str | float | None, found: Pasted
) -> None:
    meant = meaning(knowledge, name, {})
    if not meant or meant in (MARKER, GENOTYPE):
        message, hint = _unknown(knowledge, name)
        found.refuse(line, name, message, hint)
    elif value is None:
        message = _("The value of %(name)s is no text.") % {"name": name}
        found.refuse(line, name, message, _as_json())
    else:
        found.put(line, meant, str(value))


def _read_table(knowledge: Knowledge, text: str, found: Pasted) -> bool:
    """Read names above values; False where the first line is no line of names."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for delimiter in DELIMITERS if lines else ():
        rows = [(n, row) for n, line in lines for row in csv.reader([line], delimiter=delimiter)]
        names = [meaning(knowledge, cell, {}) for cell in rows[0][1]]
        if len(rows) > 1 and len(names) > 1 and 2 * sum(map(bool, names)) > len(names):
            _read_rows(knowledge, rows, names, found)
            return True
    return False


def _read_rows(
    knowledge: Knowledge,
    rows: Sequence[tuple[int, list[str]]],
    names: list[str],
    found: Pasted,
) -> None:
    (line, head), first = rows[0], rows[1]
    try:
        refuse_personal(tuple(head))
    except FileRefused as refused:
        found.refuse(line, ", ".join(head), refused.message, refused.hint)
        return
    if {MARKER, GENOTYPE} <= set(names):
        places = names.index(MARKER), names.index(GENOTYPE)
        for number, row in rows[1:]:
            marker, text = (row[place].strip() if place < len(row) else "" for place in places)
            _put_named(knowledge, number, marker, text, found)
        return
    for name, meant, text in zip(head, names, first[1], strict=False):
        if meant:
            found.put(first[0], meant, text)
        else:
            found.refuse(line, name, *_unknown(knowledge, name))
    if len(rows) > 2:
        message = _("Only the first row below the names was read.")
        found.refuse(rows[2][0], "", message, _("For a whole class, open Class data."))


def _read_line(knowledge: Knowledge, line: int, text: str, found: Pasted) -> None:
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
            found.refuse(line, genotype, *_unknown(knowledge, genotype.split()[0]))
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


def _unknown(knowledge: Knowledge, name: str) -> tuple[str, str]:
    word = name.strip(":=")
    own = [each.marker for each in knowledge.markers.values() if each.gene.lower() == word.lower()]
    if own:
        message = _("%(gene)s is a gene.") % {"gene": word}
        return message, _("Name its marker: %(markers)s.") % {"markers": ", ".join(own)}
    known = (*knowledge.markers, *(each for each in CONTROLS if each != SUBJECT))
    message = _("%(name)s is not a marker that Raphe knows.") % {"name": short(word)}
    return message, nearest(word, known)


def _no_genotype(name: str) -> tuple[str, str]:
    message = _("%(name)s has no genotype.") % {"name": name}
    return message, _("Write it behind the name, such as CYP2C19 *1/*2.")
