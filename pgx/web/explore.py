"""Explore: an address holds the whole question; here it becomes fields, and an answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations_with_replacement
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, CallAnswer, FindingAnswer, ResultAnswer
from pgx.assessments.assess import assess
from pgx.assessments.co_medications import HELP
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.question import (
    Question,
    Regimen,
    find_marker,
    read_dose,
    repeated_marker,
    split_co_medications,
)
from pgx.echo import short
from pgx.rounding import NOT_MODELLED, show
from pgx.science.co_medications import names
from pgx.science.knowledge import Knowledge, Marker
from pgx.science.recommendation import LEADING_BODY
from pgx.web import charts

CONTROLS = ("drug", "dose_mg_per_day", "co_medications", "orientation", "release")
PATHS = {"drug": "regimens.0.drug", "dose_mg_per_day": "regimens.0.dose_mg_per_day"}
NO_ADVICE = "no recommendation"


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


@dataclass(frozen=True)
class Page:
    """What Explore shows: the question's errors, or its answer and the other drugs."""

    asked: bool
    address: str
    errors: tuple[FieldError, ...] = ()
    answer: Assessment | None = None
    others: tuple[ResultAnswer, ...] = ()
    controls: dict[str, Field] = field(default_factory=dict)
    genotypes: tuple[Field, ...] = ()

    @property
    def has_others(self) -> bool:
        """Whether a genotype was given that the model does not use."""
        return any(field.value for field in self.genotypes if not field.used_in_model)

    @property
    def result(self) -> ResultAnswer | None:
        """The regimen asked for; None where every drug was."""
        asked_for = self.answer and self.controls["drug"].value
        return self.answer.results[0] if self.answer and asked_for else None


def explore(knowledge: Knowledge, query: QueryDict) -> Page:
    """Answer the question of an address."""
    answered = _answered(query)
    given = {name: values[-1] for name, values in answered.items()}
    if not given:
        return _with_fields(knowledge, Page(False, ""), given)
    try:
        _refuse_repeats(answered)
        answer, others = _answers(given)
    except QuestionRefused as refused:
        return _with_fields(knowledge, Page(True, _address(given), tuple(refused.errors)), given)
    return _with_fields(knowledge, Page(True, _address(given), (), answer, others), given)


def _answered(query: QueryDict) -> dict[str, list[str]]:
    """What was filled in, by field of the form; an empty one counts as not given."""
    filled = {name: [text.strip() for text in texts] for name, texts in query.lists()}
    return {name: [text for text in texts if text] for name, texts in filled.items() if any(texts)}


def _refuse_repeats(answered: dict[str, list[str]]) -> None:
    """Refuse an address that gives a field twice: the last would win without a word."""
    errors = [_repeated(name) for name, texts in answered.items() if len(texts) > 1]
    if errors:
        raise QuestionRefused(errors)


def _repeated(name: str) -> FieldError:
    if name not in CONTROLS:
        return repeated_marker(f"genotypes.{short(name)}", name, name)
    message = _("%(name)s is given twice.") % {"name": name}
    return FieldError(PATHS.get(name, name), "repeated_field", message, _("Give it once."))


def _answers(given: dict[str, str]) -> tuple[Assessment, tuple[ResultAnswer, ...]]:
    """The answer for the regimen asked for, and the same panel with every drug."""
    question = _question(given)
    every = replace(question, regimens=())
    others = assess(every)
    return (assess(question) if question.regimens else others), tuple(others.results)


def _question(given: dict[str, str]) -> Question:
    genotypes = {name: text for name, text in given.items() if name not in CONTROLS}
    drug, dose = given.get("drug", ""), given.get("dose_mg_per_day")
    if dose and not drug:
        hint = _("Choose a drug, or leave the dose empty for every drug at its reference dose.")
        message = _("A dose needs a drug.")
        raise QuestionRefused([FieldError(PATHS["dose_mg_per_day"], "no_drug", message, hint)])
    amount = read_dose(dose, PATHS["dose_mg_per_day"]) if dose else None
    regimens = (Regimen(drug, amount),) if drug else ()
    beside = split_co_medications(given.get("co_medications", ""))
    return Question(genotypes, given.get("orientation"), regimens, given.get("release"), beside)


def _address(given: dict[str, str]) -> str:
    return urlencode(given, safe="*/")


def drug_address(given: dict[str, str], drug: str) -> str:
    """The same panel with another drug at its reference dose."""
    panel = {name: text for name, text in given.items() if name not in ("drug", "dose_mg_per_day")}
    return f"{reverse('explore')}?{_address({**panel, 'drug': drug})}"


# --- The form ---


def _with_fields(knowledge: Knowledge, page: Page, given: dict[str, str]) -> Page:
    calls = {call.marker: call for call in page.answer.calls} if page.answer else {}
    return Page(
        page.asked,
        page.address,
        page.errors,
        page.answer,
        page.others,
        {name: _control(knowledge, name, given, page.errors) for name in CONTROLS},
        tuple(
            _genotype(marker, given, page.errors, calls.get(marker.marker))
            for marker in knowledge.markers.values()
        ),
    )


def _control(
    knowledge: Knowledge, name: str, given: dict[str, str], errors: Iterable[FieldError]
) -> Field:
    labels = {
        "drug": _("Drug"),
        "dose_mg_per_day": _("Dose, mg/day"),
        "co_medications": _("Co-medications"),
        "orientation": _("Strand of the letters"),
        "release": _("Knowledge release"),
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
    given: dict[str, str],
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


# --- Pictures ---


def with_unit(value: float | None, unit: str) -> str:
    """A value as it stands in a picture: rounded, with its unit in short."""
    if value is None:
        return ""
    if unit == "fraction":
        return f"{show(100 * value)} %"
    brief = {"HAM-D17 points": _("points"), "ln": "", "fold": ""}.get(unit, unit)
    return f"{show(value)} {brief}".rstrip()


def path_chart(result: ResultAnswer) -> charts.PathChart:
    """The path of a result as a picture."""
    return charts.path_chart(
        [
            charts.Station(
                station.label,
                station.ratio if station.status == "called" else None,
                with_unit(station.value, station.unit),
                with_unit(station.reference_value, station.unit),
                "published" if station.layer == "published" else "model",
                NOT_MODELLED if station.status == "called" else station.status,
            )
            for station in result.path
        ]
    )


def symptom_chart(result: ResultAnswer) -> charts.CourseChart:
    """Twelve weeks of modelled improvement: placebo apart, drug on top of it."""
    course, points = result.course, result.course["points_over_placebo"]

    def on_placebo(values: list[float | None]) -> list[float]:
        return [a + b for a, b in zip(course.placebo_points, values, strict=True)]

    return charts.course_chart(
        course.days,
        on_placebo(points.person),
        on_placebo(points.reference),
        course.placebo_points,
        band=(on_placebo(points.low), on_placebo(points.high)),
        quantity=_("Modelled improvement"),
        unit=_("HAM-D17 points"),
    )


def open_calls(answer: Assessment) -> list[CallAnswer]:
    """Markers that the model would use, or that were given, and that are not called."""
    asked = [call for call in answer.calls if call.used_in_model or call.given]
    return [call for call in asked if call.status != "called"]


def beside_the_model(answer: Assessment) -> list[CallAnswer]:
    """Genotypes that were read and that the model does not use."""
    return [call for call in answer.calls if call.status == "called" and not call.used_in_model]


def leading_finding(result: ResultAnswer) -> FindingAnswer | None:
    """The statement that gave the category; None where there is none."""
    leading = result.recommendation.leading
    return leading if leading and NO_ADVICE not in leading.actions else None


def without_advice(result: ResultAnswer) -> list[FindingAnswer]:
    """Genes for which the guideline was asked and makes no recommendation."""
    found = result.recommendation.findings
    return [
        each
        for each in found
        if each.body == LEADING_BODY and NO_ADVICE in each.actions and each.keys == ["any"]
    ]


def other_bodies(result: ResultAnswer) -> list[FindingAnswer]:
    """What the bodies beside the leading one say, each under its condition."""
    return [each for each in result.recommendation.findings if each.body != LEADING_BODY]
