"""The numbers of a drug: kinetics in words, and exposure by phenotype."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pgx.knowledge.catalogue import Entry
from pgx.web.knowledge.library import Library

# In the order in which a page shows them; another quantity follows by its own name.
QUANTITIES: dict[str, Promise] = {
    "label_dose_low": _("Label dose, from"),
    "label_dose_high": _("Label dose, to"),
    "reference_dose": _("Reference dose of the model"),
    "steady_state_level": _("Level at steady state, at the reference dose"),
    "metabolite_level": _("Level of the active metabolite, at the reference dose"),
    "therapeutic_range_low": _("Therapeutic range, from"),
    "therapeutic_range_high": _("Therapeutic range, to"),
    "half_life": _("Half-life"),
    "half_life_low": _("Half-life, shortest"),
    "half_life_high": _("Half-life, longest"),
    "metabolite_half_life": _("Half-life of the active metabolite"),
    "tmax": _("Time to the highest level"),
    "protein_binding": _("Bound to protein"),
    "unbound_fraction": _("Unbound"),
    "metabolite_unbound_fraction": _("Active metabolite, unbound"),
    "brain_entry": _("Brain entry: unbound in brain over unbound in blood, as the model fits it"),
    "net_entry": _("The same where it reaches NET"),
    "molecular_weight": _("Molecular weight"),
    "metabolite_molecular_weight": _("Molecular weight of the active metabolite"),
}


# A drug that is given now and then: its dose is of a session, in the unit without the day.
SESSION: dict[str, Promise] = {
    "label_dose_low": _("Dose of a session, from"),
    "label_dose_high": _("Dose of a session, to"),
}
RAPID = "rapid"
OUTCOME = "clinical outcome"  # the analyte of a ratio that is of no level


class Quantity(NamedTuple):
    """One number of a drug, with the name of what it is."""

    name: str | Promise
    entry: Entry
    unit: str


def kinetics(library: Library, drug: Entry) -> list[Quantity]:
    """The numbers of a drug, in the order of QUANTITIES."""
    order = list(QUANTITIES)
    rows = library.where("drug_values", drug=drug.key)
    names = [str(row.values["quantity"]) for row in rows]
    placed = [order.index(name) if name in order else len(order) for name in names]
    found = sorted(zip(placed, names, rows, strict=True), key=lambda each: each[:2])
    return [_quantity(drug, name, row) for _place, name, row in found]


def _quantity(drug: Entry, name: str, row: Entry) -> Quantity:
    unit = str(row.values["unit"])
    if drug.values["kind"] == RAPID and name in SESSION:
        return Quantity(SESSION[name], row, unit.removesuffix("/day"))
    return Quantity(QUANTITIES.get(name, name.replace("_", " ")), row, unit)


def exposures(library: Library, drug: str) -> list[tuple[str, list[Entry]]]:
    """Levels by phenotype, gene by gene: of each group first the one that the model uses."""
    rows = library.where("exposure_ratios", drug=drug)
    return list(_by_gene([row for row in rows if row.values["analyte"] != OUTCOME]))


def outcomes(library: Library, drug: str) -> list[tuple[str, list[Entry]]]:
    """What followed by phenotype, gene by gene: ratios that are of no level."""
    return list(_by_gene(library.where("exposure_ratios", drug=drug, analyte=OUTCOME)))


def _by_gene(rows: list[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    first = {name: place for place, name in reversed(list(enumerate(map(_group, rows))))}
    ordered = sorted(
        rows, key=lambda r: (_gene(r), first[_group(r)], not r.values["used_in_model"])
    )
    for gene, own in groupby(ordered, key=_gene):
        yield gene, list(own)


def _gene(row: Entry) -> str:
    return str(row.values["gene"])


def _group(row: Entry) -> tuple[str, ...]:
    return (_gene(row), str(row.values["phenotype"]))
