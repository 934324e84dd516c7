"""A call of a service: what was asked, the record, the release, and our own addresses."""

from __future__ import annotations

from dataclasses import dataclass

from pgx.ehr.cds.chart import Chart
from pgx.ehr.cds.requests import OrderSelect, OrderSign, PatientView
from pgx.science.knowledge import Knowledge


@dataclass(frozen=True)
class Call:
    """What a service answers from."""

    asked: PatientView | OrderSelect | OrderSign
    chart: Chart
    knowledge: Knowledge
    explore: str  # absolute address of that page
