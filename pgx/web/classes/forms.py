"""The forms of a class: its name, its instructors, a join code."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pgx.cases.classes.times import time_zones
from pgx.cases.models import Class

JOINERS = "\u200c\u200d"  # within words of Persian and Hindi, and within emoji
UNSEEN = {"Cc", "Cf", "Co", "Cs"}  # categories of Unicode
Choice = tuple[str, str | list[tuple[str, str]]]


def zones() -> list[Choice]:
    """The time zones by their part of the world; UTC is the first."""
    first, *others = time_zones()
    grouped = groupby(others, key=lambda name: name.split("/")[0])
    return [
        (first, first),
        *((part, [(name, _place(name)) for name in all_]) for part, all_ in grouped),
    ]


def _place(name: str) -> str:
    return name.split("/", 1)[1].replace("_", " ").replace("/", ", ")


class ClassForm(forms.ModelForm):
    """What a class is called, and by which clocks it goes."""

    class Meta:
        model = Class
        fields = ("name", "time_zone")
        labels = {"name": _("Name"), "time_zone": _("Time zone")}
        help_texts = {
            "name": _("Such as “Pharmacology, spring”. Its learners see it."),
            "time_zone": _("Due dates are given and shown by its clocks."),
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=zones,
            initial=time_zones()[0],
            help_text=_("Due dates are given and shown by its clocks."),
        )

    def clean_name(self) -> str:
        """The name without signs that are not seen. Raises ValidationError where none is."""
        seen = "".join(sign for sign in self.cleaned_data["name"] if is_seen(sign)).strip()
        if not seen.strip(JOINERS):
            raise ValidationError(_("Give a name that can be read."))
        return seen


def is_seen(sign: str) -> bool:
    """Whether a sign can be seen: others turn the text after them round, or leave it empty."""
    return sign.isspace() or sign in JOINERS or unicodedata.category(sign) not in UNSEEN


class CodeForm(forms.Form):
    """A join code as somebody types it."""

    code = forms.CharField(
        label=_("Join code"),
        max_length=40,
        help_text=_("Eight letters and digits, such as ABCD-EFGH; capitals do not count."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class InstructorForm(forms.Form):
    """Who is to teach too."""

    pseudonym = forms.CharField(
        label=_("Pseudonym"),
        max_length=150,
        help_text=_("As it stands on the other’s account page. It is told to nobody else."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


def status_of(form: forms.BaseForm) -> int:
    """How a page with a form answers: 422 where something is wrong with what was sent."""
    return 422 if form.errors else 200
