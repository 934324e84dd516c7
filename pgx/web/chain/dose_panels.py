"""Occupancy against dose: the model's curve for each drug, with what PET saw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from pgx.knowledge.catalogue import Entry
from pgx.rounding import show
from pgx.science.quantities.occupancies import key
from pgx.web.charts.doses import dose_plot
from pgx.web.charts.drawing import Drawing
from pgx.web.figures.model import Model
from pgx.web.figures.occupancy import ROOM, Point, Seen, seen

STEPS = 41  # points of a curve


@dataclass(frozen=True)
class DosePanel:
    """A drug at a transporter: its picture, and for each observation what the model gives."""

    name: str
    drug: str
    target: str
    sentence: str
    drawing: Drawing
    rows: tuple[tuple[Entry, str], ...]


def dose_panels(model: Model, occupancies: Iterable[Entry]) -> tuple[DosePanel, ...]:
    """One panel a drug and transporter, from A to Z."""
    by_row = {entry.row: entry for entry in occupancies}
    found = seen(model.knowledge.drugs, (entry.values for entry in by_row.values()))
    return tuple(_panel(model, each, by_row) for each in found)


def occupied(model: Model, drug: str, target: str, doses: list[float]) -> list[float]:
    """The modelled per cent at each dose."""
    return [float(share) for share in 100 * model.of_doses(drug, doses, key(target))]


def _panel(model: Model, each: Seen, by_row: dict[str, Entry]) -> DosePanel:
    end = max(point.dose for point in each.points) * ROOM
    doses = [float(dose) for dose in np.linspace(0, end, STEPS)]
    points = [(point.dose, point.value, point.confidence == "verified") for point in each.points]
    drawing = dose_plot(doses, occupied(model, each.drug, each.target, doses), points)
    rows = tuple((by_row[point.row], _modelled(model, each, point)) for point in each.points)
    said = {"drug": each.name, "target": each.target, "dose": show(doses[-1])}
    sentence = _("%(drug)s, occupied share of %(target)s from 0 to %(dose)s mg a day.") % said
    return DosePanel(each.name, each.drug, each.target, sentence, drawing, rows)


def _modelled(model: Model, each: Seen, point: Point) -> str:
    return show(occupied(model, each.drug, each.target, [point.dose])[0])
