"""Whom the EHR door trusts, in the admin: servers that may be asked, clients that are believed."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pgx.ehr.clients.addresses import BadAddress, normalise, require_safe
from pgx.ehr.clients.keys import MOST_KEYS, WEAKEST_BITS, BadKey, read_key_set
from pgx.ehr.models import CdsClient, FhirServer


def _address(given: str) -> str:
    """In its one spelling. Raises ValidationError for one that is never asked."""
    try:
        address = normalise(given)
        require_safe(address)
    except BadAddress as bad:
        raise forms.ValidationError(str(bad)) from bad
    return address


class FhirServerForm(forms.ModelForm):
    """An address is kept in its one spelling: what a call names is compared with that."""

    base_url = forms.CharField(
        label=_("Base address"),
        max_length=500,
        widget=forms.URLInput(attrs={"size": 70}),
        help_text=_(
            "What stands before /Patient, such as https://fhir.example.org/r4: https, no user "
            "name, no query. A call may name exactly this address, and Raphe then reads from "
            "below it and from nowhere else. Listing a server trusts whoever runs its name."
        ),
    )

    class Meta:
        model = FhirServer
        fields = ("name", "base_url", "is_active")
        help_texts = {
            "name": _("For people: where it is and what it is for."),
            "is_active": _("Off: it is not asked, and calls that name it are told so."),
        }

    def clean_base_url(self) -> str:
        """In its one spelling."""
        return _address(self.cleaned_data["base_url"])


class Decoder(json.JSONDecoder):
    """JSON that is nested too deeply is no JSON, instead of an error of Python's."""

    def decode(self, text: str, *places: Any) -> Any:
        """The value. Raises JSONDecodeError."""
        try:
            return super().decode(text, *places)
        except RecursionError:
            raise json.JSONDecodeError("nested too deeply", text, 0) from None


class KeysField(forms.JSONField):
    """No keys are an empty field, not the word null."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "decoder": Decoder})

    def prepare_value(self, value: Any) -> Any:
        """What the field shows."""
        return "" if value is None else super().prepare_value(value)


class CdsClientForm(forms.ModelForm):
    """A client has keys, or an address where they are."""

    jku = forms.CharField(
        label=_("Address of its keys (jku)"),
        max_length=500,
        required=False,
        widget=forms.URLInput(attrs={"size": 70}),
        help_text=_(
            "Where the client publishes its JWK Set, https only. It is asked only while no keys "
            "are pasted below, and a token that names another jku is refused."
        ),
    )

    class Meta:
        model = CdsClient
        fields = ("name", "issuer", "jku", "keys", "is_active")
        widgets = {
            "issuer": forms.TextInput(attrs={"size": 70}),
            "keys": forms.Textarea(attrs={"cols": 80, "rows": 10}),
        }
        field_classes = {"keys": KeysField}
        help_texts = {
            "name": _("For people: which EHR or sandbox this is."),
            "issuer": _("Exactly what its tokens say in iss, capital letters included."),
            "keys": _(
                'Public keys only: {"keys": [{"kid": "…", "kty": "EC", "crv": "P-384", …}]}. '
                "P-384 for ES384, or RSA with %(bits)s bits or more for RS384; %(most)s at most."
            )
            % {"bits": WEAKEST_BITS, "most": MOST_KEYS},
            "is_active": _("Off: its tokens are refused."),
        }

    def clean_jku(self) -> str:
        """In its one spelling."""
        given = self.cleaned_data["jku"]
        return _address(given) if given else ""

    def clean_keys(self) -> Any:
        """Each can be used, and none is secret."""
        given = self.cleaned_data["keys"]
        try:
            if given is not None:
                read_key_set(given)
        except BadKey as bad:
            raise forms.ValidationError(str(bad)) from bad
        return given

    def clean(self) -> None:
        """Without keys nobody could be believed."""
        super().clean()
        given = self.cleaned_data
        if {"jku", "keys"} <= set(given) and not given["jku"] and not given["keys"]:
            raise forms.ValidationError(
                _("Give the client's keys, or the address where it publishes them.")
            )


@admin.register(FhirServer)
class FhirServerAdmin(admin.ModelAdmin):
    """The list of servers that may be asked."""

    form = FhirServerForm
    list_display = ("name", "base_url", "is_active")


@admin.register(CdsClient)
class CdsClientAdmin(admin.ModelAdmin):
    """The list of clients that are believed where CDS_CLIENTS is "required"."""

    form = CdsClientForm
    list_display = ("name", "issuer", "jku", "is_active")
