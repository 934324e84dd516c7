"""The forms of the desk for cases, but for the text itself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pgx.cases import published
from pgx.cases.models import LONGEST_NAME, CaseDraft

LONGEST_TITLE = CaseDraft._meta.get_field("title").max_length


class NewDraftForm(forms.Form):
    """A new draft: of which case, or of a new one, and what it is for."""

    title = forms.CharField(
        label=_("What the draft is for"),
        max_length=LONGEST_TITLE,
        help_text=_("Such as “Shorter debrief”. Learners do not see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    case = forms.ChoiceField(label=_("Case to begin from"), required=False)
    name = forms.CharField(
        label=_("Name of a new case"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Only for a new case: small letters and hyphens."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = [(name, name) for name in sorted(published.newest())]
        self.fields["case"].choices = [("", _("a new case, from a small one that holds")), *known]

    def clean(self) -> None:
        """A case to begin from or the name of a new one, not both."""
        case, name = self.cleaned_data.get("case"), self.cleaned_data.get("name")
        if case and name:
            self.add_error("name", _("Leave this empty, or begin from a new case."))
        elif not case and not name and not self.errors:
            self.add_error("name", _("Name the new case, or choose one to begin from."))


class PublishForm(forms.Form):
    """What is new; the action checks it."""

    note = forms.CharField(
        label=_("What is new"),
        required=False,
        help_text=_("One or two sentences, kept beside the version."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
