"""What became of CDS cards, beside a class: for its instructors."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pgx.cases.classes import beside
from pgx.cases.classes.beside import Cards, Client
from pgx.cases.models import Class
from pgx.web.classes.access import for_instructors
from pgx.web.classes.forms import status_of
from pgx.web.classes.listed import SAFE_OR_POST

UNNAMED = "unnamed"  # in the form: an empty value would be that of no tick


class ClientsForm(forms.Form):
    """Which clients are those of the class."""

    clients = forms.MultipleChoiceField(
        label=gettext_lazy("Clients"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, of_class: Class, *args: object) -> None:
        super().__init__(*args)
        field = self.fields["clients"]
        field.choices = [(each.issuer or UNNAMED, name_of(each)) for each in beside.clients()]  # type: ignore[attr-defined]
        field.initial = [issuer or UNNAMED for issuer in of_class.cds_clients]

    def issuers(self) -> list[str]:
        """The issuers that a valid form chooses."""
        return ["" if each == UNNAMED else each for each in self.cleaned_data["clients"]]


def name_of(client: Client) -> str:
    """A client as people know it."""
    if not client.issuer:
        return _("unnamed clients: everybody who calls without saying who it is")
    return f"{client.name} ({client.issuer})" if client.name else client.issuer


@for_instructors
@require_http_methods(SAFE_OR_POST)
def cards(request: HttpRequest, of_class: Class) -> HttpResponse:
    """Which cards were accepted or overridden, and whether rightly; whose, is chosen here."""
    may_choose = beside.may_choose(request.user)
    if request.method == "POST" and not may_choose:
        raise Http404
    form = ClientsForm(of_class, request.POST if request.method == "POST" else None)
    if form.is_valid():
        beside.choose(of_class, form.issuers())
        messages.success(request, _("The clients of the class are saved."))
        return redirect("class-cards", of_class.pk)
    told = beside.cards(of_class)
    known = {each.issuer: name_of(each) for each in beside.clients()}
    names = [known.get(issuer, issuer) for issuer in of_class.cds_clients]
    context = {"class": of_class, "cards": told, "heading": heading(of_class, told)}
    context |= {"form": form if may_choose else None, "names": names}
    return render(request, "web/classes/cards.html", context, status=status_of(form))


def heading(of_class: Class, cards: Cards) -> str:
    """The finding."""
    if not of_class.cds_clients:
        return _("No client is named for this class yet.")
    if not cards.answers:
        return _("No card was answered since the class began.")
    if not cards.judged:
        return _("None of the cards that were answered asks for a change.")
    said = _("%(good)d of %(all)d answers to cards that ask for a change are in line with them.")
    return said % {"good": cards.in_line, "all": cards.judged}
