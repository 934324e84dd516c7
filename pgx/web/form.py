"""The form of Explore: each genotype and control as a field, with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations_with_replacement

from django.utils.translation import gettext as _

from pgx.assessments.answer import CallAnswer
from pgx.assessments.co_medications import HELP
from pgx.assessments.errors import FieldError
from pgx.assessments.question import find_drug, find_marker, split_co_medications
from pgx.science.co_medications import names
from pgx.science.knowledge import Drug, Knowledge, Marker
from pgx.web.editor.read_as import read_as

SWITCH = "mechanism_reaches_symptoms"
# Whom a drawn panel was drawn as: said beside it, and no part of the question.
DRAWN = ("population", "seed")
CONTROLS = ("drug", "dose_mg_per_day", "co_medications", "orientation", "release", SWITCH, *DRAWN)
MOST_STARS = 6  # star alleles whose pairs are suggested


@dataclass(frozen=True)
class Option:
    """A value that can be picked, how it reads, and what it stands under."""

    value: str
    label: str
    group: str = ""


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
    labels = {
        "drug": _("Drug"),
        "dose_mg_per_day": _("Dose, mg/day"),
        "co_medications": _("Co-medications"),
        "orientation": _("Strand of the letters"),
        "release": _("Knowledge release"),
        SWITCH: _("Let the mechanism reach symptoms"),
        "population": _("Drawn from"),
        "seed": _("Seed"),
    }
    value = given.get(name, "")
    if name == "drug" and (found := find_drug(knowledge, value)):
        value = found.drug
    options = _control_options(knowledge, name)
    hint = HELP if name == "co_medications" else ""
    own = tuple(error for error in errors if name in error.field.split("."))
    return Field(name, labels[name], value, _with(options, value), hint, own)


def _control_options(knowledge: Knowledge, name: str) -> tuple[Option, ...]:
    if name == "drug":
        return _drugs(knowledge)
    if name == "orientation":
        return tuple(Option(word, word) for word in ("literature", "plus"))
    if name == "co_medications":
        return tuple(Option(word, word) for word in sorted(set(names(knowledge).values())))
    return ()


@lru_cache(maxsize=8)
def _drugs(knowledge: Knowledge) -> tuple[Option, ...]:
    """Every drug under its class, classes and drugs by name."""
    drugs = sorted(knowledge.drugs.values(), key=lambda drug: (drug.drug_class.lower(), drug.name))
    return tuple(Option(drug.drug, _named(drug), drug.drug_class) for drug in drugs)


def _named(drug: Drug) -> str:
    return f"{drug.name} ({', '.join(drug.aliases)})" if drug.aliases else drug.name


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
    options = suggestions(knowledge, marker)
    return Field(
        marker.marker,
        marker.gene,
        value,
        options if is_typed else _with(options, value),
        "",
        own,
        call,
        marker.used_in_model,
        is_typed,
        read_as(marker, call),
    )


def _with(options: tuple[Option, ...], value: str) -> tuple[Option, ...]:
    """The options and what was given, as it was given, where it is none of them."""
    if not value or not options or any(option.value == value for option in options):
        return options
    return (Option(value, value), *options)


@lru_cache(maxsize=256)
def suggestions(knowledge: Knowledge, marker: Marker) -> tuple[Option, ...]:
    """Every genotype of a marker of letters or lengths; of star alleles the most common pairs."""
    alleles = [allele.allele for allele in marker.alleles]
    common = _common(knowledge, marker)[:MOST_STARS] if marker.kind == "star" else alleles
    pairs = combinations_with_replacement(sorted(common, key=alleles.index), 2)
    return tuple(Option("/".join(pair), _in_words(marker, pair)) for pair in pairs)


def _common(knowledge: Knowledge, marker: Marker) -> list[str]:
    """Star alleles, those that reach highest in any group of samples first."""
    groups = [group.get(marker.marker, {}) for group in knowledge.frequencies.values()]
    alleles = [allele.allele for allele in marker.alleles]
    return sorted(alleles, key=lambda allele: -max((g.get(allele, 0) for g in groups), default=0))


def _in_words(marker: Marker, pair: tuple[str, ...]) -> str:
    """Letters with the amino acids that go by them: G/A (Val/Met)."""
    aliases = [marker.by_allele[allele].aliases for allele in pair]
    if marker.kind != "snp" or not all(aliases):
        return "/".join(pair)
    return f"{'/'.join(pair)} ({'/'.join(names[0] for names in aliases)})"


def anchor(knowledge: Knowledge, error: FieldError) -> str:
    """The id of the field that an error is about; empty where the form has no such field."""
    first, _, rest = error.field.partition(".")
    if first == "genotypes":
        marker = find_marker(knowledge, rest)
        return f"g-{marker.marker}" if marker else ""
    words = error.field.split(".")
    return next((f"f-{name}" for name in CONTROLS if name in words and name != "release"), "")
