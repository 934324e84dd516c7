"""The form of Explore: each genotype and control as a field, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pgx.assessments.answer import CallAnswer
from pgx.assessments.co_medications import HELP
from pgx.assessments.errors import FieldError
from pgx.assessments.question import find_drug, find_marker, split_co_medications
from pgx.science.knowledge import Knowledge, Marker
from pgx.web.editor import options
from pgx.web.editor.options import Option
from pgx.web.editor.read_as import read_as

SWITCH = "mechanism_reaches_symptoms"
# Whom a drawn panel was drawn as: said beside it, and no part of the question.
DRAWN = ("population", "seed")
LABELS = {
    "drug": _("Drug"),
    "dose_mg_per_day": _("Dose, mg/day"),
    "co_medications": _("Co-medications"),
    "orientation": _("Strand of the letters"),
    "release": _("Knowledge release"),
    SWITCH: _("Let the mechanism reach symptoms"),
    "population": _("Drawn from"),
    "seed": _("Seed"),
}
CONTROLS = tuple(LABELS)


@dataclass(frozen=True)
class Field:
    """One genotype or control of the form, with what was given and what is wrong with it."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...] = ()
    hint: str = ""
    errors: tuple[FieldError, ...] = ()
    call: CallAnswer | None = None
    used_in_model: bool = True
    is_typed: bool = False
    read_as: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether what was given cannot be used as it stands."""
        return bool(self.errors or (self.call and self.call.hint))

    @property
    def has_reading(self) -> bool:
        """Whether there is anything to say of how it was read."""
        return self.is_bad or bool(self.read_as)

    @property
    def texts(self) -> tuple[str, ...]:
        """The names that stand in one field, each alone."""
        return split_co_medications(self.value)


def controls(
    knowledge: Knowledge, given: Mapping[str, str], errors: Iterable[FieldError]
) -> dict[str, Field]:
    """The fields that are not genotypes, by name."""
    return {name: _control(knowledge, name, given, errors) for name in CONTROLS}


def genotypes(
    knowledge: Knowledge,
    given: Mapping[str, str],
    errors: Iterable[FieldError],
    calls: Iterable[CallAnswer],
) -> tuple[Field, ...]:
    """A field a marker, with how it was read."""
    read = {call.marker: call for call in calls}
    return tuple(
        _genotype(knowledge, marker, given, errors, read.get(marker.marker))
        for marker in knowledge.markers.values()
    )


def _control(
    knowledge: Knowledge, name: str, given: Mapping[str, str], errors: Iterable[FieldError]
) -> Field:
    value = given.get(name, "")
    if name == "drug" and (drug := find_drug(knowledge, value)):
        value = drug.drug
    found = options.of_control(knowledge, name)
    hint = HELP if name == "co_medications" else ""
    own = tuple(error for error in errors if name in error.field.split("."))
    return Field(name, str(LABELS[name]), value, options.or_as_given(found, value), hint, own)


def _genotype(
    knowledge: Knowledge,
    marker: Marker,
    given: Mapping[str, str],
    errors: Iterable[FieldError],
    call: CallAnswer | None,
) -> Field:
    names = {each.lower() for each in (marker.marker, *marker.aliases)}
    value = next((text for name, text in given.items() if name.lower() in names), "")
    own = tuple(e for e in errors if e.field.partition(".")[2].lower() in names)
    is_typed = marker.kind == "star"
    found = options.of_marker(knowledge, marker)
    return Field(
        marker.marker,
        marker.gene,
        value,
        found if is_typed else options.or_as_given(found, value),
        "",
        own,
        call,
        marker.used_in_model,
        is_typed,
        read_as(marker, call),
    )


def anchor(knowledge: Knowledge, error: FieldError) -> str:
    """The id of the field that an error is about; empty where the form has no such field."""
    first, _, rest = error.field.partition(".")
    if first == "genotypes":
        marker = find_marker(knowledge, rest)
        return f"g-{marker.marker}" if marker else ""
    words = error.field.split(".")
    return next((f"f-{name}" for name in CONTROLS if name in words and name != "release"), "")
