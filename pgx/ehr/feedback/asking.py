"""Which feedback an address asks for."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pgx.ehr.models import CardFeedback, Outcome

UNKNOWN = "forgotten"  # of cards that are not remembered; no drug has this name


class FilterForm(forms.Form):
    """A drug and an outcome, in the address."""

    drug = forms.ChoiceField(label=_("Drug"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("any")), *Outcome.choices]
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query, label_suffix="")
        drugs = CardFeedback.objects.order_by("drug").values_list("drug", flat=True).distinct()
        named = [(drug or UNKNOWN, drug or _("no drug known")) for drug in drugs]
        self.fields["drug"].choices = [("", _("any")), *named]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"

    def found(self) -> QuerySet[CardFeedback]:
        """The feedback; all of it where the form is not valid."""
        rows = CardFeedback.objects.all()
        if not self.is_valid():
            return rows
        drug, outcome = self.cleaned_data["drug"], self.cleaned_data["outcome"]
        if drug:
            rows = rows.filter(drug="" if drug == UNKNOWN else drug)
        return rows.filter(outcome=outcome) if outcome else rows
