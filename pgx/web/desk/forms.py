"""The forms of the desk, but for that of a row."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pgx.knowledge.models import Draft, Release

STANDING = Release.objects.filter(withdrawal=None)


class ReleaseField(forms.ModelChoiceField):
    """A choice of releases, each by its version and its day."""

    def label_from_instance(self, release: Release) -> str:
        """What the list shows."""
        return f"{release.version}, {release.released_on}"


def releases(label: str) -> ReleaseField:
    """A choice of the releases that are not withdrawn, the newest first."""
    return ReleaseField(
        STANDING.all(),
        label=label,
        to_field_name="version",
        empty_label=None,
        error_messages={"invalid_choice": _("There is no such release, or it is withdrawn.")},
    )


class NewDraftForm(forms.ModelForm):
    """A new draft: of what release, and what it is to be."""

    parent = releases(_("Release to begin from"))

    class Meta:
        model = Draft
        fields = ("title", "parent")
        labels = {"title": _("What the draft is for")}
        help_texts = {"title": _("Such as “Half-lives of 2026”. Readers do not see it.")}
        widgets = {"title": forms.TextInput(attrs={"autocomplete": "off"})}


class MoveForm(forms.Form):
    """Another parent for a draft."""

    parent = releases(_("Release"))

    def __init__(self, draft: Draft, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = STANDING.exclude(pk=draft.parent_id)


class PublishForm(forms.Form):
    """What a release is called, and what is new in it; the actions check both."""

    version = forms.CharField(
        label=_("Version"),
        required=False,
        help_text=_("Three whole numbers with points between."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    notes = forms.CharField(
        label=_("What is new"),
        required=False,
        help_text=_("Readers see this beside the release."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    even_so = forms.BooleanField(label=_("Publish even so"), required=False)


class WithdrawForm(forms.Form):
    """Why a release is withdrawn."""

    note = forms.CharField(
        label=_("Why"),
        required=False,
        help_text=_("Whoever asks for this release reads it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
