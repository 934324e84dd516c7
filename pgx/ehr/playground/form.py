"""What the playground's address asks for: a person, a hook, draft orders, what is withheld."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pgx.assessments.errors import QuestionRefused, closest
from pgx.assessments.question import find_drug, read_dose, write_dose
from pgx.echo import short
from pgx.ehr.cds.chart import TEMPLATES
from pgx.ehr.cds.services import EVERY
from pgx.ehr.teaching_patients import Medicine, TeachingPatient, teaching_patients
from pgx.science.co_medications import names
from pgx.science.knowledge import Knowledge

ORDERS = (("drug", "dose"), ("drug2", "dose2"))  # a draft order's fields, by its place
USUAL_HOOK = "order-sign"
SENT, LEFT_OUT, NULL, FAILED = "sent", "left-out", "null", "failed"
WAYS = (
    (SENT, _("sent")),
    (LEFT_OUT, _("left out")),
    (NULL, _("null: the query found nothing")),
    (FAILED, _("OperationOutcome: the query failed")),
)


class PlaygroundForm(forms.Form):
    """The fields of the page, by the names that they have in its address."""

    patient = forms.ChoiceField(label=_("Person"))
    hook = forms.ChoiceField(
        label=_("What happens in the EHR (the hook)"),
        choices=[(each.hook, each.hook) for each in EVERY],
    )
    drug = forms.ChoiceField(label=_("Drug"), required=False)
    dose = forms.CharField(label=_("Dose, mg/day"), required=False, max_length=20)
    drug2 = forms.ChoiceField(label=_("Second drug"), required=False)
    dose2 = forms.CharField(label=_("Second, mg/day"), required=False, max_length=20)
    server = forms.BooleanField(label=_("Send fhirServer, to be asked"), required=False)

    def __init__(self, knowledge: Knowledge, query: QueryDict) -> None:
        given = _filled(knowledge, query)
        super().__init__(given, label_suffix="")
        drugs = _drugs(knowledge, given)
        self.fields["patient"].choices = [(p.id, _titled(p)) for p in teaching_patients()]  # type: ignore[attr-defined]
        for drug, dose in ORDERS:
            self.fields[drug].choices = drugs  # type: ignore[attr-defined]
            self.fields[dose].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        for key in TEMPLATES:
            self.fields[key] = forms.ChoiceField(label=key, choices=WAYS)
        self._say_what_is_unknown(given)

    def _say_what_is_unknown(self, given: dict[str, str]) -> None:
        """A choice that there is not is said with the nearest that there is."""
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and given.get(name):
                said = _("%(word)s is none of these.") % {"word": short(given[name])}
                hint = closest(given[name], _values(field.choices))
                field.error_messages["invalid_choice"] = f"{said} {hint}".replace("%", "%%")

    @property
    def withheld(self) -> list[forms.BoundField]:
        """The switch of each prefetch key."""
        return [self[key] for key in TEMPLATES]

    def clean_dose(self) -> float | None:
        """The dose of the first order."""
        return _dose(self.cleaned_data["dose"])

    def clean_dose2(self) -> float | None:
        """The dose of the second order."""
        return _dose(self.cleaned_data["dose2"])

    def clean(self) -> dict[str, Any]:
        """A dose needs a drug."""
        for drug, dose in ORDERS:
            found = self.cleaned_data
            if found.get(dose) and drug not in self.errors and not found.get(drug):
                self.add_error(dose, _("A dose needs a drug. Choose one, or leave this empty."))
        return self.cleaned_data

    def orders(self) -> list[Medicine | None]:
        """The draft orders by their places, where the form is valid."""
        found = self.cleaned_data
        pairs = [(found[drug], found[dose]) for drug, dose in ORDERS]
        return [Medicine(name=drug, dose_mg_per_day=dose) if drug else None for drug, dose in pairs]


def _values(choices: Iterable[Any]) -> Iterator[str]:
    """The values of choices, those of groups too."""
    for value, label in choices:
        yield from _values(label) if isinstance(label, list) else [value]


def person(name: str) -> TeachingPatient | None:
    """A teaching patient by id; None where there is none."""
    return next((each for each in teaching_patients() if each.id == name), None)


def _filled(knowledge: Knowledge, query: QueryDict) -> dict[str, str]:
    """What the address says; where it says nothing of orders, the person's own draft orders."""
    given = {name: query[name] for name in query}
    usual = {"patient": teaching_patients()[0].id, "hook": USUAL_HOOK}
    usual |= dict.fromkeys(TEMPLATES, SENT)
    found = usual | given
    patient = person(found["patient"])
    if patient and not {name for pair in ORDERS for name in pair} & set(given):
        for fields, medicine in zip(ORDERS, patient.orders, strict=False):
            found |= dict(zip(fields, written(knowledge, medicine), strict=True))
    return found


def written(knowledge: Knowledge, medicine: Medicine) -> tuple[str, str]:
    """An order as it stands in the two fields: a drug that we model by its id."""
    drug, dose = find_drug(knowledge, medicine.name), medicine.dose_mg_per_day
    return drug.drug if drug else medicine.name, "" if dose is None else write_dose(dose)


def _drugs(knowledge: Knowledge, given: dict[str, str]) -> list[Any]:
    """What can be ordered: drugs that we model, then others that Raphe knows by name."""
    modelled = sorted((each.drug, each.name) for each in knowledge.drugs.values())
    known = {name for name, _name in modelled}
    patient = person(given["patient"])
    own = {each.name for each in patient.orders} if patient else set()
    others = sorted((set(names(knowledge).values()) | own) - known)
    groups = [(_("Drugs with cards"), modelled), (_("Other medicines"), [(n, n) for n in others])]
    return [("", _("none")), *groups]


def _titled(patient: TeachingPatient) -> str:
    return f"{patient.given}, {patient.record_number}"


def _dose(text: str) -> float | None:
    """A dose as it was typed; None where nothing was."""
    if not text:
        return None
    try:
        dose = read_dose(text)
    except QuestionRefused as refused:
        raise forms.ValidationError(
            [f"{each.message} {each.hint}" for each in refused.errors]
        ) from refused
    if not 0 < dose < math.inf:
        raise forms.ValidationError(_("A dose is more than 0 mg. Write one such as 10 or 12.5."))
    return dose
