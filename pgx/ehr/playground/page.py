"""The whole page of an address: the person, the call, what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.ehr.cds.answering import Addresses
from pgx.ehr.cds.chart import TEMPLATES
from pgx.ehr.cds.remembering import recall
from pgx.ehr.playground.calling import Answered, call
from pgx.ehr.playground.drawing import Drawn, draw
from pgx.ehr.playground.form import SENT, PlaygroundForm, person
from pgx.ehr.playground.request import write_request
from pgx.ehr.teaching_patients import TeachingPatient
from pgx.science.knowledge import Knowledge

# In an address: a card's UUID, and the code of the reason, or the UUID of the suggestion.
OVERRIDDEN, ACCEPTED = "overridden", "accepted"
BETWEEN = "~"


@dataclass(frozen=True)
class Page:
    """What an address asks for, and its answer where it can be asked."""

    form: PlaygroundForm
    patient: TeachingPatient | None
    overridden: Mapping[str, str]
    accepted: str = ""  # the label of the suggestion that was taken just now
    service: str = ""
    body: dict[str, Any] | None = None
    answered: Answered | None = None

    @property
    def withholds(self) -> bool:
        """Whether the record sends anything but what the service asked for."""
        usual = all(self.form.data[key] == SENT for key in TEMPLATES)
        return not usual or bool(self.form.data.get("server"))

    @property
    def cards(self) -> list[Drawn]:
        """The cards, drawn."""
        found = self.answered.cards if self.answered else []
        return [draw(card, self.overridden, self._without(card["uuid"])) for card in found]

    def _without(self, card: str) -> str:
        """The address where a card is not overridden."""
        rest = {uuid: code for uuid, code in self.overridden.items() if uuid != card}
        return self.address({}, rest)

    def address(
        self, changed: Mapping[str, str], overridden: Mapping[str, str], accepted: str = ""
    ) -> str:
        """The address of this page with other fields, and with what was done with cards."""
        filled = {**self.form.data, **changed}
        given = [(name, filled[name]) for name in self.form.fields if name in filled]
        kept = [(name, text) for name, text in given if name == "drug" or text not in ("", SENT)]
        acts = [(OVERRIDDEN, f"{card}{BETWEEN}{code}") for card, code in overridden.items()]
        acts += [(ACCEPTED, accepted)] if accepted else []
        return f"{reverse('playground')}?{urlencode([*kept, *acts])}"


def open_page(knowledge: Knowledge, query: QueryDict, addresses: Addresses) -> Page:
    """Ask what the address asks; a form that is not valid is not asked."""
    form = PlaygroundForm(knowledge, query)
    patient = person(form.data["patient"])
    done = (_overridden(query.getlist(OVERRIDDEN)), _accepted(query.get(ACCEPTED, "")))
    if not form.is_valid():
        return Page(form, patient, *done)
    service = f"raphe-{form.cleaned_data['hook']}"
    body = write_request(knowledge, form, addresses.fhir)
    return Page(form, patient, *done, service, body, call(service, body, addresses))


def _overridden(given: Iterable[str]) -> dict[str, str]:
    pairs = (each.partition(BETWEEN) for each in given)
    return {card: code for card, _between, code in pairs}


def _accepted(given: str) -> str:
    """The label of a suggestion, as long as its card is remembered."""
    card, _between, suggestion = given.partition(BETWEEN)
    try:
        found = recall(UUID(card))
    except ValueError:
        return ""
    return found.suggestions.get(suggestion, "") if found else ""


def heading(page: Page) -> str:
    """What came back, in a sentence."""
    if page.answered is None:
        return _("This call cannot be made as it stands.")
    if page.answered.status != 200:
        return _("The service refuses the call: %(status)s.") % {"status": page.answered.line}
    cards = page.answered.cards
    if not cards:
        return _("No card comes back: nothing is ordered that Raphe knows.")
    said = ngettext("One card comes back", "%(n)d cards come back", len(cards)) % {"n": len(cards)}
    return f"{said}{_how_urgent({card['indicator'] for card in cards})}"


def _how_urgent(indicators: set[str]) -> str:
    if "critical" in indicators:
        return _(", and it is critical.") if len(indicators) == 1 else _(", one of them critical.")
    return _(", with a warning.") if "warning" in indicators else _(", for information.")
