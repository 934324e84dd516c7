"""The forms of an account: a new token, and the end of the account."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pgx.accounts.models import Scope, Token, User

EXPIRIES = {7: _("7 days"), 30: _("30 days"), 90: _("90 days"), 365: _("one year")}
RECENTLY = timedelta(minutes=5)


class TokenForm(forms.ModelForm):
    """What a new token is for, what it may do, and how long it lasts."""

    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=Scope.choices,
        initial=[Scope.ASSESS, Scope.READ],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=_("How long it lasts"),
        choices=list(EXPIRIES.items()),
        initial=30,
        coerce=int,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Token
        fields = ("name", "scopes")
        labels = {"name": _("Name")}
        help_texts = {"name": _("Where it will be used, such as “EHR sandbox, room 12”.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    @property
    def expires(self) -> timedelta:
        """How long the token of a valid form lasts."""
        return timedelta(days=self.cleaned_data["days"])


class DeleteForm(forms.Form):
    """The end of an account: by its password or, without one, soon after signing in."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        """The password, if it is the account's. Wrong ones are counted, as in signing in."""
        password = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def clean(self) -> dict[str, Any]:
        """Without a password: the sign-in was a short while ago."""
        if "password" not in self.fields and self.user.last_login < timezone.now() - RECENTLY:
            raise forms.ValidationError(
                _("Sign out, sign in again at your institution, and come back within 5 minutes."),
                code="not_recent",
            )
        return super().clean()
