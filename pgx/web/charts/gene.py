"""A gene of the path, as its box says it."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from pgx.web.charts.drawing import Text

GeneState = Literal["called", "reference", "open"]


@dataclass(frozen=True)
class Gene:
    """A gene that acts at a station: its genotype, or why there is none.

    The state is `reference` where the genotype is the reference patient's, and `open` where
    there is none to go by.
    """

    name: str
    genotype: Text
    state: GeneState
    beside: Text = ""  # what acts on it: an inhibitor

    @property
    def lines(self) -> tuple[Text, ...]:
        """What stands in its box."""
        note = _("as reference") if self.state == "reference" else self.beside
        return tuple(filter(None, (self.name, self.genotype, note)))
