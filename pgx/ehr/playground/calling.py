"""The call and its answer, as the page shows them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pgx import problems
from pgx.ehr.cds.answering import Addresses, answer
from pgx.ehr.problems import REFUSALS, refused


@dataclass(frozen=True)
class Answered:
    """What came back: cards, or a problem document."""

    status: int
    body: dict[str, Any]

    @property
    def line(self) -> str:
        """The status in the words of HTTP."""
        return f"{self.status} {problems.TITLES.get(self.status) or HTTPStatus(self.status).phrase}"

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards; none where the call was refused."""
        found: list[dict[str, Any]] = self.body.get("cards", [])
        return found


def call(service: str, body: dict[str, Any], addresses: Addresses) -> Answered:
    """Ask a service as any client does."""
    try:
        return Answered(200, {"cards": answer(service, json.dumps(body), addresses)})
    except REFUSALS as error:
        response = refused(error)
        return Answered(response.status_code, json.loads(response.content))


def pretty(body: dict[str, Any]) -> str:
    """JSON to be read."""
    return json.dumps(body, indent=2, ensure_ascii=False)
