"""A question: a panel and regimens, checked against a release."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pgx.assessments.errors import FieldError, QuestionRefused, nearest
from pgx.science.knowledge import Drug, Knowledge, Marker
from pgx.science.panel import Orientation

ORIENTATIONS: tuple[Orientation, ...] = ("plus", "literature")


@dataclass(frozen=True)
class Regimen:
    """A drug and a dose in mg a day; without a dose, the drug's reference dose."""

    drug: str
    dose_mg_per_day: float | None = None


@dataclass(frozen=True)
class Question:
    """What is asked: genotype text by marker, strand, regimens, release.

    `orientation` is one word for all markers or one by marker. No regimens means every
    drug at its reference dose; no release means the newest.
    """

    genotypes: Mapping[str, str] = field(default_factory=dict)
    orientation: str | Mapping[str, str] | None = None
    regimens: tuple[Regimen, ...] = ()
    release: str | None = None


@dataclass(frozen=True)
class Checked:
    """A question in the release's own words: canonical markers and drugs, every dose filled."""

    genotypes: Mapping[str, str]
    orientation: Mapping[str, Orientation]
    regimens: tuple[Regimen, ...]


def check(knowledge: Knowledge, question: Question) -> Checked:
    """Resolve names and doses. Raises QuestionRefused with every fault found."""
    errors: list[FieldError] = []
    genotypes = dict(_genotypes(knowledge, question, errors))
    orientation = dict(_orientation(knowledge, question, errors))
    regimens = tuple(_regimens(knowledge, question, errors))
    if errors:
        raise QuestionRefused(errors)
    return Checked(genotypes, orientation, regimens)


def find_marker(knowledge: Knowledge, name: str) -> Marker | None:
    """The marker of a name or alias, in any case."""
    wanted = name.strip().lower()
    for marker in knowledge.markers.values():
        if wanted in (each.lower() for each in (marker.marker, *marker.aliases)):
            return marker
    return None


def find_drug(knowledge: Knowledge, name: str) -> Drug | None:
    """The drug of a name, alias or RxNorm code, in any case."""
    wanted = name.strip().lower()
    for drug in knowledge.drugs.values():
        if wanted in (each.lower() for each in (drug.drug, drug.name, drug.rxcui, *drug.aliases)):
            return drug
    return None


def unknown_marker(knowledge: Knowledge, path: str, name: str) -> FieldError:
    """The error for a marker that the release does not have."""
    hint = nearest(name, knowledge.markers)
    return FieldError(path, "unknown_marker", f"{name} is not a marker that Raphe knows.", hint)


def _genotypes(
    knowledge: Knowledge, question: Question, errors: list[FieldError]
) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for name, text in question.genotypes.items():
        marker = find_marker(knowledge, name)
        path = f"genotypes.{name}"
        if not marker:
            errors.append(unknown_marker(knowledge, path, name))
        elif marker.marker in seen:
            message = f"{name} and {seen[marker.marker]} are the same marker."
            errors.append(FieldError(path, "repeated_marker", message, "Give it once."))
        else:
            seen[marker.marker] = name
            yield marker.marker, text


def _orientation(
    knowledge: Knowledge, question: Question, errors: list[FieldError]
) -> Iterator[tuple[str, Orientation]]:
    given = question.orientation or {}
    if isinstance(given, str):
        given = dict.fromkeys(knowledge.markers, given)
        whole = "orientation"
    else:
        whole = ""
    wrong = {word for word in given.values() if word not in ORIENTATIONS}
    if whole and wrong:
        errors.append(_bad_orientation(whole, wrong.pop()))
        return
    for name, word in given.items():
        marker = find_marker(knowledge, name)
        path = f"orientation.{name}"
        if not marker:
            errors.append(unknown_marker(knowledge, path, name))
        elif word in wrong:
            errors.append(_bad_orientation(path, word))
        else:
            yield marker.marker, word  # type: ignore[misc]


def _bad_orientation(path: str, word: str) -> FieldError:
    hint = f"Use one of: {', '.join(ORIENTATIONS)}."
    return FieldError(path, "unknown_orientation", f"{word} is not an orientation.", hint)


def _regimens(
    knowledge: Knowledge, question: Question, errors: list[FieldError]
) -> Iterator[Regimen]:
    asked = question.regimens or tuple(Regimen(drug) for drug in knowledge.drugs)
    for index, regimen in enumerate(asked):
        path = f"regimens.{index}"
        drug = find_drug(knowledge, regimen.drug)
        if not drug:
            hint = nearest(regimen.drug, knowledge.drugs)
            message = f"{regimen.drug or 'The empty name'} is not a drug that Raphe knows."
            errors.append(FieldError(f"{path}.drug", "unknown_drug", message, hint))
            continue
        dose = regimen.dose_mg_per_day
        fault = None if dose is None else dose_fault(knowledge, drug, dose, path)
        if fault:
            errors.append(fault)
            continue
        yield Regimen(drug.drug, drug.value("reference_dose") if dose is None else float(dose))


def dose_fault(knowledge: Knowledge, drug: Drug, dose: float, path: str) -> FieldError | None:
    """Why a dose cannot be used, or None. Above the label is allowed, and said in the result."""
    low, high = drug.value("label_dose_low"), drug.value("label_dose_high")
    limit = high * knowledge.parameters.dose_limit
    if math.isfinite(dose) and 0 < dose <= limit:
        return None
    message = f"A dose of {dose:g} mg/day cannot be modelled."
    hint = f"Give a number above 0; the label range of {drug.name} is {low:g} to {high:g} mg/day."
    return FieldError(f"{path}.dose_mg_per_day", "dose_out_of_range", message, hint)
