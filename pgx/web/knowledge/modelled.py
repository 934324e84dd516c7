"""What the model does with a marker: its modifiers, their parameters, the ratio that follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.knowledge.catalogue import Entry
from pgx.web.charts.forest import Ratio, turned
from pgx.web.knowledge.associations import NOT_DRAWN, Study
from pgx.web.knowledge.library import Library


@dataclass(frozen=True)
class Modelled:
    """A modifier with the parameters through which it acts."""

    modifier: Entry
    parameters: tuple[Entry, ...]

    @property
    def reach(self) -> str:
        """Whether it moves symptoms or stops before."""
        if self.modifier.values["lambda_symptoms"]:
            return _("It reaches symptoms.")
        return _("It stops before symptoms, as no association with them is established.")


def modelled(library: Library, **wanted: str) -> list[Modelled]:
    """The modifiers whose columns have these values (`marker=`, `gene=`)."""
    return [
        Modelled(modifier, tuple(_parameters(library, modifier)))
        for modifier in library.where("modifiers", **wanted)
    ]


def modelled_of(library: Library, markers: Iterable[str]) -> list[Modelled]:
    """The modifiers of several markers, in their order."""
    return [each for marker in markers for each in modelled(library, marker=marker)]


def _parameters(library: Library, modifier: Entry) -> Iterator[Entry]:
    """The parameters that its evidence names, and those that speak of its marker."""
    targets = library.where("evidence_targets", modifier=modifier.key)
    symbols = {symbol for target in targets for symbol in target.values["symbols"]}
    marker = re.compile(rf"(?<![\w-]){re.escape(modifier.values['marker'])}(?![\w-])")
    for parameter in library.all("parameters"):
        if parameter.key in symbols or marker.search(parameter.values["meaning"]):
            yield parameter


def own_ratios(library: Library, marker: str) -> Iterator[Study]:
    """The model's own odds ratio for the contrast of a published one, turned as that is."""
    for modifier in library.where("modifiers", marker=marker):
        for target in library.where("evidence_targets", modifier=modifier.key):
            direction = library.row(f"association_directions/{target.values['association']}")
            observation = _observation(library, target)
            if direction and observation and direction.values["turn"] != NOT_DRAWN:
                yield _own(observation, direction)


def _observation(library: Library, target: Entry) -> Entry | None:
    """The row of the validation table that sets the same two genotypes side by side."""
    name, values = target.key, target.values
    wanted = {
        "quantity": f"odds ratio of {values['outcome']}",
        "people": [f"{name}={values['count']}"],
        "against": [f"{name}={values['against']}"],
    }
    found = (
        row
        for row in library.all("observations")
        if all(row.values[column] == value for column, value in wanted.items())
    )
    return next(found, None)


def _own(observation: Entry, direction: Entry) -> Study:
    value = float(observation.values["dossier"])
    if direction.values["turn"] == "inverted":
        value, _none = turned(value, None)
    ratio = Ratio(_("Raphe's model"), value, kind="model", is_sure=False)
    return Study(observation, direction, ratio)
