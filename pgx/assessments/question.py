"""A question: a panel and regimens, checked against a release."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from pgx.assessments.errors import FieldError, QuestionRefused, nearest
from pgx.echo import short
from pgx.science.chain import DAYS_PER_WEEK
from pgx.science.co_medications import key, names
from pgx.science.knowledge import Drug, Knowledge, Marker
from pgx.science.panel import Orientation

MOST_CO_MEDICATIONS = 50
NO_MEDICATION = ("", "-", "no", "none")  # what people write for none
ORIENTATIONS: tuple[Orientation, ...] = ("plus", "literature")
DETAILS = ("summary", "full")
# "path" is for a page's first sight: no request names it.
Detail = Literal["summary", "path", "full"]
# Monte Carlo draws: of one regimen, and over all regimens of a question.
LEAST_DRAWS, MOST_DRAWS = 100, 20_000
PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)")


@dataclass(frozen=True)
class Regimen:
    """A drug and a dose in mg a day; without a dose, the drug's reference dose."""

    drug: str
    dose_mg_per_day: float | None = None


@dataclass(frozen=True)
class Question:
    """What is asked: genotype text by marker, strand, regimens, release, co-medications.

    `orientation` is one word for all markers or one by marker. No regimens means every
    drug at its reference dose; no release means the newest; no detail means "full" for
    regimens that were asked for and "summary" for every drug; "path" is a full answer without
    the experts' words, course, targets, what if, trace and sources. The switch
    `mechanism_reaches_symptoms` shows what would follow if the modifiers that people do not
    show reached symptoms. `draws` above 0 asks for Monte Carlo of the relative response
    beside the interval of the delta method, repeatable by its `seed`. `weeks` keeps the
    course to these weeks; none means every day that it has.
    """

    genotypes: Mapping[str, str] = field(default_factory=dict)
    orientation: str | Mapping[str, str] | None = None
    regimens: tuple[Regimen, ...] = ()
    release: str | None = None
    co_medications: tuple[str, ...] = ()
    detail: Detail | None = None
    mechanism_reaches_symptoms: bool = False
    draws: int = 0
    seed: int = 0
    weeks: tuple[int, ...] = ()

    @property
    def depth(self) -> Detail:
        """How much of an answer is asked for."""
        return self.detail or ("full" if self.regimens else "summary")

    @property
    def is_full(self) -> bool:
        """Whether series, what if and trace are asked for."""
        return self.depth == "full"


@dataclass(frozen=True)
class Checked:
    """A question in the release's own words: canonical markers and drugs, every dose filled."""

    genotypes: Mapping[str, str]
    orientation: Mapping[str, Orientation]
    regimens: tuple[Regimen, ...]
    co_medications: tuple[str, ...] = ()


def check(knowledge: Knowledge, question: Question) -> Checked:
    """Resolve names and doses. Raises QuestionRefused with every fault found."""
    errors: list[FieldError] = []
    genotypes = dict(_genotypes(knowledge, question, errors))
    orientation = dict(_orientation(knowledge, question, errors))
    regimens = tuple(_regimens(knowledge, question, errors))
    errors += _draws_fault(question, len(regimens))
    errors += _weeks_fault(knowledge, question)
    co_medications = _co_medications(knowledge, question, errors)
    if errors:
        raise QuestionRefused(errors)
    return Checked(genotypes, orientation, regimens, co_medications)


def _draws_fault(question: Question, regimens: int) -> list[FieldError]:
    """Why so many draws cannot be made, or not from this seed; nothing where they can."""
    most, errors = MOST_DRAWS // max(1, regimens), []
    wanted = question.draws == 0 or (LEAST_DRAWS <= question.draws <= most and question.is_full)
    if not wanted:
        hint = f"Give 0, or {LEAST_DRAWS} to {most} where regimens are named, in full detail."
        errors.append(FieldError("draws", "bad_draws", "So many draws cannot be made.", hint))
    if question.seed < 0:
        errors.append(FieldError("seed", "bad_seed", "A seed is not negative.", "Give 0 or more."))
    return errors


def _weeks_fault(knowledge: Knowledge, question: Question) -> list[FieldError]:
    """Why these weeks cannot be shown; nothing where they can."""
    last = int(knowledge.parameters.horizon) // DAYS_PER_WEEK
    if question.weeks and not question.is_full:
        message, hint = "A summary has no course.", "Ask for full detail, or leave weeks out."
        return [FieldError("weeks", "weeks_need_full_detail", message, hint)]
    return [
        FieldError(f"weeks.{place}", "bad_week", f"There is no week {week}.", f"Use 0 to {last}.")
        for place, week in enumerate(question.weeks)
        if not 0 <= week <= last
    ]


def find_marker(knowledge: Knowledge, name: str) -> Marker | None:
    """The marker of a name or alias, in any case."""
    return _markers_by_name(knowledge).get(name.strip().lower())


@lru_cache(maxsize=8)
def _markers_by_name(knowledge: Knowledge) -> dict[str, Marker]:
    found: dict[str, Marker] = {}
    for marker in knowledge.markers.values():
        for name in (marker.marker, *marker.aliases):
            found.setdefault(name.lower(), marker)
    return found


def find_drug(knowledge: Knowledge, name: str) -> Drug | None:
    """The drug of a name, alias or RxNorm code, in any case."""
    return _drugs_by_name(knowledge).get(name.strip().lower())


@lru_cache(maxsize=8)
def _drugs_by_name(knowledge: Knowledge) -> dict[str, Drug]:
    found: dict[str, Drug] = {}
    for drug in knowledge.drugs.values():
        for name in filter(None, (drug.drug, drug.name, drug.rxcui, *drug.aliases)):
            found.setdefault(name.lower(), drug)
    return found


def unknown_marker(knowledge: Knowledge, path: str, name: str) -> FieldError:
    """The error for a marker that the release does not have."""
    message = f"{short(name)} is not a marker that Raphe knows."
    return FieldError(path, "unknown_marker", message, nearest(name, knowledge.markers))


def once(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Genotype text by name. Raises QuestionRefused where a name is there twice."""
    found: dict[str, str] = {}
    errors = []
    for name, text in pairs:
        if name in found:
            errors.append(repeated_marker(f"genotypes.{short(name)}", name, name))
        found[name] = text
    if errors:
        raise QuestionRefused(errors)
    return found


def repeated_marker(path: str, first: str, second: str) -> FieldError:
    """The error for a marker that is given by two names, or twice by one."""
    one, two = short(first), short(second)
    says = f"{one} is given twice." if one == two else f"{two} and {one} are the same marker."
    return FieldError(path, "repeated_marker", says, "Give it once.")


def split_co_medications(text: str) -> tuple[str, ...]:
    """Names as they are typed in one field, with semicolons or commas between.

    >>> split_co_medications(" fluoxetine; St John's wort,")
    ('fluoxetine', "St John's wort")
    """
    return tuple(name.strip() for name in re.split("[;,]", text) if name.strip())


def _co_medications(
    knowledge: Knowledge, question: Question, errors: list[FieldError]
) -> tuple[str, ...]:
    """Each medicine once, by the release's own name where it has one, in alphabetical order."""
    known = names(knowledge)
    given = (" ".join(text.split()) for text in question.co_medications)
    found = {known.get(key(t), t) for t in given if t.lower() not in NO_MEDICATION}
    if len(found) > MOST_CO_MEDICATIONS:
        message = f"There are {len(found)} co-medications."
        hint = f"At most {MOST_CO_MEDICATIONS} can be given."
        errors.append(FieldError("co_medications", "max_length", message, hint))
    return tuple(sorted(found, key=lambda name: (name.lower(), name)))


def write_dose(dose: float) -> str:
    """The shortest text that `read_dose` reads as this very number."""
    return f"{Decimal(repr(dose)):f}".removesuffix(".0")


def read_dose(text: str, path: str = "dose_mg_per_day") -> float:
    """A dose as it is typed: digits with at most one point. Raises QuestionRefused."""
    if PLAIN_NUMBER.fullmatch(text.strip()):
        return float(text)
    message = f"{short(text.strip()) or 'An empty text'} is not a plain number."
    hint = "Write a number of mg a day in digits, such as 10 or 12.5."
    raise QuestionRefused([FieldError(path, "dose_out_of_range", message, hint)])


def _genotypes(
    knowledge: Knowledge, question: Question, errors: list[FieldError]
) -> Iterator[tuple[str, str]]:
    yield from _by_marker(knowledge, question.genotypes, "genotypes", errors)


def _by_marker(
    knowledge: Knowledge, given: Mapping[str, str], within: str, errors: list[FieldError]
) -> Iterator[tuple[str, str]]:
    """What is given by name, by canonical marker; each marker once."""
    seen: dict[str, str] = {}
    for name, text in given.items():
        marker = find_marker(knowledge, name)
        path = f"{within}.{short(name)}"
        if not marker:
            errors.append(unknown_marker(knowledge, path, name))
        elif marker.marker in seen:
            errors.append(repeated_marker(path, seen[marker.marker], name))
        else:
            seen[marker.marker] = name
            yield marker.marker, text


def _orientation(
    knowledge: Knowledge, question: Question, errors: list[FieldError]
) -> Iterator[tuple[str, Orientation]]:
    given = question.orientation or {}
    if isinstance(given, str):
        fault = orientation_fault("orientation", given)
        errors += [fault] if fault else []
        yield from () if fault else ((name, given) for name in knowledge.markers)  # type: ignore[misc]
        return
    for name, word in given.items():
        fault = orientation_fault(f"orientation.{short(name)}", word)
        errors += [fault] if fault else []
    yield from _by_marker(knowledge, given, "orientation", errors)  # type: ignore[misc]


def orientation_fault(path: str, word: str) -> FieldError | None:
    """Why a word is no orientation, or None."""
    if word in ORIENTATIONS:
        return None
    hint = f"Use one of: {', '.join(ORIENTATIONS)}."
    return FieldError(path, "unknown_orientation", f"{short(word)} is not an orientation.", hint)


def _regimens(
    knowledge: Knowledge, question: Question, errors: list[FieldError]
) -> Iterator[Regimen]:
    asked = question.regimens or tuple(Regimen(drug) for drug in knowledge.drugs)
    for index, regimen in enumerate(asked):
        path = f"regimens.{index}"
        drug = find_drug(knowledge, regimen.drug)
        if not drug:
            hint = nearest(regimen.drug, knowledge.drugs)
            message = f"{short(regimen.drug) or 'The empty name'} is not a drug that Raphe knows."
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
    floor, limit = low * knowledge.parameters.dose_floor, high * knowledge.parameters.dose_limit
    if math.isfinite(dose) and floor <= dose <= limit:
        return None
    message = f"A dose of {dose:g} mg/day cannot be modelled."
    hint = (
        f"Give a number above 0, from {floor:g}, and at most {limit:g}; the label range of "
        f"{drug.name} is {low:g} to {high:g} mg/day."
    )
    return FieldError(f"{path}.dose_mg_per_day", "dose_out_of_range", message, hint)
