"""Comparisons with which to begin, and those that one result of Explore leads to."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.science.knowledge import Knowledge
from pgx.web.compare.address import RELEASE, address
from pgx.web.compare.reference import reference_panel
from pgx.web.form import CONTROLS


@dataclass(frozen=True)
class Comparison:
    """A comparison, and a line that says what is in it."""

    title: str
    line: str
    url: str


def comparisons(knowledge: Knowledge) -> list[Comparison]:
    """Within a gene, within a panel, across doses."""
    poor = {"CYP2C19": "*2/*2", "drug": "escitalopram", "dose_mg_per_day": "10"}
    normal = {**poor, "CYP2C19": "*1/*1"}
    return [
        Comparison(
            _("Escitalopram: CYP2C19 *1/*1 beside *2/*2"),
            _("One gene differs. Which stations of the path does it move?"),
            address([normal, poor]),
        ),
        Comparison(
            _("CYP2C19 *2/*2: escitalopram beside sertraline"),
            _("The same panel with two drugs: what do the guidelines say of each?"),
            address([poor, {"CYP2C19": "*2/*2", "drug": "sertraline"}]),
        ),
        Comparison(
            _("Venlafaxine 75, 150 and 225 mg beside one another"),
            _("The dose differs. When does the second transporter join?"),
            address(
                [
                    {"CYP2D6": "*1/*1", "drug": "venlafaxine", "dose_mg_per_day": dose}
                    for dose in ("75", "150", "225")
                ]
            ),
        ),
        Comparison(
            _("5-HTTLPR L/S beside S/S on sertraline"),
            _("A gene that no guideline acts on: what moves, and what does not?"),
            address(
                [
                    {"5-HTTLPR": pair, "rs25531": "A/A", "drug": "sertraline"}
                    for pair in ("L/S", "S/S")
                ]
            ),
        ),
    ]


@dataclass(frozen=True)
class Ways:
    """From one result on: beside the reference panel, or with another drug.

    `fields` are the hidden ones of a form that adds the other drug as `name`.
    """

    with_reference: str
    fields: tuple[tuple[str, str], ...]
    name: str = "b.drug"


def ways(knowledge: Knowledge, given: dict[str, str]) -> Ways:
    """What the question of an address of Explore can be compared with."""
    release = given.get(RELEASE, "")
    own = {name: text for name, text in given.items() if text and name != RELEASE}
    panel = {name: text for name, text in own.items() if name not in ("drug", "dose_mg_per_day")}
    regimen = {name: text for name, text in own.items() if name in CONTROLS}
    reference = {**reference_panel(knowledge), **regimen, "orientation": "literature"}
    fields = [(f"a.{name}", text) for name, text in own.items()]
    fields += [(f"b.{name}", text) for name, text in panel.items()]
    fields += [(RELEASE, release)] if release else []
    return Ways(address([own, reference], release), tuple(fields))
