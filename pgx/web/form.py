"""The form of Explore: each genotype and control as a field, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

from django.utils.translation import gettext as _

from pgx.assessments.answer import CallAnswer
from pgx.assessments.co_medications import HELP
from pgx.assessments.errors import FieldError
from pgx.assessments.question import find_marker
from pgx.science.co_medications import names
from pgx.science.knowledge import Knowledge, Marker

SWITCH = "mechanism_reaches_symptoms"
CONTROLS = ("drug", "dose_mg_per_day", "co_medications", "orientation", "release", SWITCH)


@dataclass(frozen=True)
class Field:
    """One genotype or control of the form, with what was given and what is wrong with it."""

    name: str
    label: str
    value: str
    options: tuple[str, ...] = ()
    hint: str = ""
    errors: tuple[FieldError, ...] = ()
    call: CallAnswer | None = None
    used_in_model: bool = True


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
        _genotype(marker, given, errors, read.get(marker.marker))
        for marker in knowledge.markers.values()
    )


def _control(
    knowledge: Knowledge, name: str, given: Mapping[str, str], errors: Iterable[FieldError]
) -> Field:
    labels = {
        "drug": _("Drug"),
        "dose_mg_per_day": _("Dose, mg/day"),
        "co_medications": _("Co-medications"),
        "orientation": _("Strand of the letters"),
        "release": _("Knowledge release"),
        SWITCH: _("Let the mechanism reach symptoms"),
    }
    beside = tuple(sorted(set(names(knowledge).values())))
    options = {
        "drug": tuple(knowledge.drugs),
        "orientation": ("literature", "plus"),
        "co_medications": beside,
    }
    hint = HELP if name == "co_medications" else ""
    own = tuple(error for error in errors if name in error.field.split("."))
    return Field(name, labels[name], given.get(name, ""), options.get(name, ()), hint, own)


def _genotype(
    marker: Marker,
    given: Mapping[str, str],
    errors: Iterable[FieldError],
    call: CallAnswer | None,
) -> Field:
    names = {each.lower() for each in (marker.marker, *marker.aliases)}
    value = next((text for name, text in given.items() if name.lower() in names), "")
    own = tuple(e for e in errors if e.field.partition(".")[2].lower() in names)
    options = _suggestions(marker)
    return Field(marker.marker, marker.gene, value, options, "", own, call, marker.used_in_model)


def _suggestions(marker: Marker) -> tuple[str, ...]:
    """Every genotype of a two-allele marker; for star alleles, the first ones of the table."""
    alleles = [allele.allele for allele in marker.alleles]
    common = alleles[:3] if marker.kind == "star" else alleles
    return tuple("/".join(pair) for pair in combinations_with_replacement(common, 2))


def unplaced(knowledge: Knowledge, errors: Iterable[FieldError]) -> list[FieldError]:
    """Errors that belong to no field of the form, such as an unknown marker in an address."""
    return [
        error
        for error in errors
        if error.field.startswith("genotypes.")
        and not find_marker(knowledge, error.field.partition(".")[2])
    ]
