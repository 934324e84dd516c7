"""`raphe-patient-view`: one card on what is on file."""

from __future__ import annotations

from typing import Any

from pgx.ehr.cds.call import Call


def cards(call: Call) -> list[dict[str, Any]]:
    """The card."""
    raise NotImplementedError
