"""Explore: an address holds the whole question; here it becomes fields, and an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.assessments.assess import assess
from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.question import (
    Question,
    Regimen,
    read_dose,
    repeated_marker,
    split_co_medications,
    write_dose,
)
from pgx.echo import short
from pgx.science.knowledge import Knowledge
from pgx.web import form
from pgx.web.editor.dose import DoseRange, dose_range
from pgx.web.editor.drawn import Drawn, told
from pgx.web.editor.groups import Groups, group
from pgx.web.editor.readable import readings
from pgx.web.form import CONTROLS, SWITCH, Field

PATHS = {"drug": "regimens.0.drug", "dose_mg_per_day": "regimens.0.dose_mg_per_day"}
ON = "on"


@dataclass(frozen=True)
class Page:
    """What Explore shows: the question's errors, or its answer."""

    asked: bool
    address: str
    errors: tuple[FieldError, ...] = ()
    answer: Assessment | None = None
    controls: dict[str, Field] = field(default_factory=dict)
    genotypes: tuple[Field, ...] = ()
    genes: Groups | None = None
    dose_range: DoseRange | None = None
    drawn: Drawn | None = None
    switch: str = ""

    @property
    def is_switched_on(self) -> bool:
        """Whether the mechanism reaches symptoms here."""
        return self.controls[SWITCH].value == ON

    @property
    def has_others(self) -> bool:
        """Whether a genotype was given that the model does not use."""
        return any(field.value for field in self.genotypes if not field.used_in_model)

    @property
    def result(self) -> ResultAnswer | None:
        """The regimen asked for; None where every drug was."""
        asked_for = self.answer and self.controls["drug"].value
        return self.answer.results[0] if self.answer and asked_for else None


def explore(
    knowledge: Knowledge,
    query: QueryDict,
    faults: Sequence[FieldError] = (),
    live: bool = False,
) -> Page:
    """Answer the question of an address; with faults found before, only fill the form.

    A `live` answer goes as far as the path of the one regimen: the rest is fetched when near.
    """
    answered = _answered(query)
    given = {name: values[-1] for name, values in answered.items()}
    if faults:
        return _with_fields(knowledge, Page(True, _address(given), tuple(faults)), given)
    if not given:
        return _with_fields(knowledge, Page(False, ""), given)
    try:
        _refuse_repeats(answered)
        question = _question(given)
        if live and question.regimens:
            question = replace(question, detail="path")
        answer = assess(question, knowledge=knowledge)
    except QuestionRefused as refused:
        return _with_fields(knowledge, Page(True, _address(given), tuple(refused.errors)), given)
    return _with_fields(knowledge, Page(True, _address(given), (), answer), given)


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


def _question(given: dict[str, str]) -> Question:
    genotypes = {name: text for name, text in given.items() if name not in CONTROLS}
    drug, dose = given.get("drug", ""), given.get("dose_mg_per_day")
    if dose and not drug:
        hint = _("Choose a drug, or leave the dose empty for every drug at its reference dose.")
        message = _("A dose needs a drug.")
        raise QuestionRefused([FieldError(PATHS["dose_mg_per_day"], "no_drug", message, hint)])
    amount = read_dose(dose, PATHS["dose_mg_per_day"]) if dose else None
    regimens = (Regimen(drug, amount),) if drug else ()
    return Question(
        genotypes,
        given.get("orientation"),
        regimens,
        given.get("release"),
        split_co_medications(given.get("co_medications", "")),
        mechanism_reaches_symptoms=_is_on(given),
    )


def _is_on(given: dict[str, str]) -> bool:
    """Whether the mechanism reaches symptoms here. Raises QuestionRefused for any other word."""
    word = given.get(SWITCH, "")
    if word not in ("", ON):
        message = _("%(word)s is no position of this switch.") % {"word": short(word)}
        hint = _("Write %(on)s, or leave it out.") % {"on": ON}
        raise QuestionRefused([FieldError(SWITCH, "unknown_word", message, hint)])
    return word == ON


def switched(given: dict[str, str], on: bool) -> str:
    """The same question with the switch on or off."""
    rest = {name: text for name, text in given.items() if text and name != SWITCH}
    return f"{reverse('explore')}?{_address(rest | ({SWITCH: ON} if on else {}))}#weeks"


def _address(given: dict[str, str]) -> str:
    return urlencode(given, safe="*/")


def panel_address(given: dict[str, str]) -> str:
    """The address of Explore that asks what is given."""
    return f"{reverse('explore')}?{_address({name: t for name, t in given.items() if t})}"


def drug_address(given: dict[str, str], drug: str) -> str:
    """The same panel with another drug at its reference dose."""
    return panel_address({**_without_regimen(given), "drug": drug})


def with_every_drug(knowledge: Knowledge, given: dict[str, str]) -> Assessment:
    """The same panel with every drug at its reference dose. Raises QuestionRefused."""
    return assess(_question(_without_regimen(given)), knowledge=knowledge)


def _without_regimen(given: dict[str, str]) -> dict[str, str]:
    left_out = ("drug", "dose_mg_per_day")
    return {name: text for name, text in given.items() if text and name not in left_out}


def address_of(question: Question, regimen: Regimen) -> str:
    """The address that asks a question of one regimen; empty where no address can hold it."""
    if isinstance(question.orientation, Mapping):
        return ""
    dose = regimen.dose_mg_per_day
    given = {
        **question.genotypes,
        "drug": regimen.drug,
        "dose_mg_per_day": "" if dose is None else write_dose(dose),
        "co_medications": "; ".join(question.co_medications),
        "orientation": question.orientation or "",
        "release": question.release or "",
        SWITCH: ON if question.mechanism_reaches_symptoms else "",
    }
    return panel_address(given)


def _with_fields(knowledge: Knowledge, page: Page, given: dict[str, str]) -> Page:
    read = readings(knowledge, given, page.errors) if page.errors else page.answer
    calls, classes = (read.calls, read.classes) if read else ([], [])
    genotypes = form.genotypes(knowledge, given, page.errors, calls)
    return replace(
        page,
        controls=form.controls(knowledge, given, page.errors),
        genotypes=genotypes,
        genes=group(knowledge, genotypes, classes),
        dose_range=dose_range(knowledge, given.get("drug", ""), given.get("dose_mg_per_day", "")),
        drawn=told(knowledge, given),
        switch=switched(given, given.get(SWITCH) != ON),
    )
