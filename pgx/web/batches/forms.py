"""The forms of a class file: what its owner chooses beside the file itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pgx.assessments.errors import FieldError, QuestionRefused
from pgx.assessments.question import Regimen, read_dose, split_co_medications
from pgx.batches.options import MOST_REGIMENS, Options
from pgx.science.knowledge import Knowledge
from pgx.web.knowledge.words import GROUPS

FEW_REGIMENS = 3  # places that the form shows at least
AS_SENT = "as sent"  # an orientation by marker, which only a program can send
ORIENTATIONS = [
    ("", _("not said")),
    ("plus", _("plus strand, as sequencers and arrays report")),
    ("literature", _("the strand of the literature")),
]


class RegimenForm(forms.Form):
    """A drug and a dose; without a drug it is an empty place."""

    drug = forms.ChoiceField(label=_("Drug"), required=False)
    dose = forms.CharField(
        label=_("mg a day"),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "placeholder": _("reference")}
        ),
    )

    def __init__(self, knowledge: Knowledge, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted((each.drug, each.name) for each in knowledge.drugs.values())
        self.fields["drug"].choices = [("", _("none")), *names]

    def clean_dose(self) -> float | None:
        """The number; None is the drug's reference dose."""
        text = self.cleaned_data["dose"]
        try:
            return read_dose(text) if text else None
        except QuestionRefused as refused:
            raise ValidationError([f"{e.message} {e.hint}" for e in refused.errors]) from None

    def clean(self) -> None:
        """A dose is of a drug."""
        given = self.cleaned_data
        if given.get("dose") is not None and not given.get("drug"):
            self.add_error("drug", _("Choose the drug of this dose."))


class OptionsForm(forms.Form):
    """What holds for the whole file, and for the rows that do not say it themselves."""

    orientation = forms.ChoiceField(
        label=_("Strand of the genotypes"),
        choices=ORIENTATIONS,
        required=False,
        help_text=_("Without it, a C/G or A/T genotype that both strands could mean is ambiguous."),
    )
    co_medications = forms.CharField(
        label=_("Taken beside it"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("For rows that name none, with semicolons between."),
    )
    population = forms.ChoiceField(
        label=_("Compare allele frequencies with"),
        required=False,
        help_text=_("The summary sets published frequencies of this group beside the file's."),
    )

    def __init__(self, knowledge: Knowledge, options: Options, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(options), **kwargs)
        self.knowledge, self.old = knowledge, options
        groups = [(group, GROUPS.get(group, group)) for group in sorted(knowledge.frequencies)]
        self.fields["population"].choices = [("", _("no group")), *groups]
        if isinstance(options.orientation, dict):
            said = (AS_SENT, _("by marker, as it was sent"))
            self.fields["orientation"].choices = [*ORIENTATIONS, said]
        self.regimens = _regimens(knowledge, options, self.data if self.is_bound else None)

    def is_valid(self) -> bool:
        """Whether the fields and the regimens are."""
        return all([super().is_valid(), self.regimens.is_valid()])

    @property
    def is_bad(self) -> bool:
        """Whether something in it is to be corrected."""
        return self.is_bound and (bool(self.errors) or not self.regimens.is_valid())

    def options(self) -> Options:
        """What a valid form chooses, over the options that it began with."""
        given = self.cleaned_data
        told = self.regimens.cleaned_data
        orientation = given["orientation"] or None
        return replace(
            self.old,
            orientation=self.old.orientation if orientation == AS_SENT else orientation,
            co_medications=split_co_medications(given["co_medications"]),
            population=given["population"],
            regimens=tuple(Regimen(e["drug"], e["dose"]) for e in told if e.get("drug")),
        )

    def refuse(self, errors: list[FieldError]) -> None:
        """Say at its field what the release finds wrong."""
        for error in errors:
            field = error.field.partition(".")[0]
            at = field if field in self.fields else None
            self.add_error(at, f"{error.message} {error.hint}".strip())


def _initial(options: Options) -> dict[str, Any]:
    said = options.orientation
    return {
        "orientation": AS_SENT if isinstance(said, dict) else said or "",
        "co_medications": "; ".join(options.co_medications),
        "population": options.population,
        "layout": options.layout,
        "delimiter": options.delimiter,
    }


def _regimens(knowledge: Knowledge, options: Options, data: Any) -> forms.BaseFormSet:
    """The places for drugs and doses: those that are chosen, and empty ones."""
    chosen = [
        {"drug": each.drug, "dose": "" if each.dose_mg_per_day is None else each.dose_mg_per_day}
        for each in options.regimens
    ]
    places = forms.formset_factory(
        RegimenForm, extra=max(1, FEW_REGIMENS - len(chosen)), max_num=MOST_REGIMENS
    )
    return places(data, initial=chosen, prefix="regimens", form_kwargs={"knowledge": knowledge})


class UploadForm(OptionsForm):
    """A class file and what goes with it."""

    file = forms.FileField(
        label=_("Class file"),
        allow_empty_file=True,  # the reader says what is wrong with it, and what to do
        max_length=1000,
        error_messages={"required": _("Choose a file.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.gz,.zip,text/csv"}),
    )
    field_order = ("file",)
