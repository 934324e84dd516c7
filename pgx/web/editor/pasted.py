"""What a pasted text gave: fields of the form, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pgx.assessments.errors import nearest
from pgx.batches.header import CONTROLS, GENOTYPE, MARKER, SUBJECT
from pgx.batches.intake.naming import meaning
from pgx.echo import short
from pgx.science.knowledge import Knowledge


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


def as_json() -> str:
    """What JSON would be right."""
    return _('Write an object of markers, such as {"CYP2C19": "*1/*2"}.')


def put_named(
    knowledge: Knowledge, line: int, name: str, value: str | float | None, found: Pasted
) -> None:
    """Take a value by the name of its field, or note why it cannot be taken."""
    meant = meaning(knowledge, name, {})
    if not meant or meant in (MARKER, GENOTYPE):
        message, hint = unknown(knowledge, name)
        found.refuse(line, name, message, hint)
    elif value is None:
        message = _("The value of %(name)s is no text.") % {"name": name}
        found.refuse(line, name, message, as_json())
    else:
        found.put(line, meant, str(value))


def unknown(knowledge: Knowledge, name: str) -> tuple[str, str]:
    """Why a name is no field, and what would be right."""
    word = name.strip(":=")
    own = [each.marker for each in knowledge.markers.values() if each.gene.lower() == word.lower()]
    if own:
        message = _("%(gene)s is a gene.") % {"gene": word}
        return message, _("Name its marker: %(markers)s.") % {"markers": ", ".join(own)}
    known = (*knowledge.markers, *(each for each in CONTROLS if each != SUBJECT))
    message = _("%(name)s is not a marker that Raphe knows.") % {"name": short(word)}
    return message, nearest(word, known)
