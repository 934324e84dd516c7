"""From the text of a call to its cards: what the views and the playground share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from pgx.ehr.cds.call import Call
from pgx.ehr.cds.chart import read_chart
from pgx.ehr.cds.remembering import remember
from pgx.ehr.cds.services import SERVICES
from pgx.ehr.problems import CallRefused, malformed
from pgx.ehr.reading.bundles import TAGS
from pgx.knowledge import releases


@dataclass(frozen=True)
class Addresses:
    """Our own absolute addresses, as the caller knows us."""

    explore: str
    fhir: str


def answer(service: str, body: bytes | str, addresses: Addresses) -> list[dict[str, Any]]:
    """The cards. Raises CallRefused, QuestionRefused and NoRelease."""
    found = SERVICES.get(service)
    if not found:
        raise CallRefused(404, "There is no such service; GET /cds-services lists them.")
    try:
        asked = found.declared.model_validate_json(body)
    except ValidationError as error:
        raise malformed(error, TAGS) from error
    chart = read_chart(asked, addresses.fhir)
    cards = found.answer(Call(asked, chart, releases.find(), addresses.explore))
    remember(service, cards)
    return cards
