"""The subjects of the chain, in its order: which rows speak of each, and which figure it has.

The file holds references to rows and a lead a subject, no number: numbers are the rows'.
"""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, TypeAdapter

FILE = settings.BASE_DIR / "fixtures" / "chain" / "subjects.json"
# The stations of the chain in its order, as the file names them, and as a reader does.
STATIONS = {
    "gene": _("Gene"),
    "exposure": _("Exposure"),
    "occupancy": _("Occupancy"),
    "serotonin tone": _("Serotonin tone"),
    "autoreceptors": _("Autoreceptors"),
    "BDNF": _("BDNF"),
    "plasticity": _("Plasticity"),
    "circuit": _("Circuit"),
    "response": _("Response"),
}


class Subject(BaseModel):
    """A subject: its place in the chain, its figure or why it has none, and its rows (table/key).

    `seen` are rows whose values stand in the figure. `claims` and `evidence` are what is known,
    `held` what the model is held against, `guessed` and the modifiers of `markers` what is guessed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    slug: str
    name: str
    station: str
    figure: str
    why_no_figure: str
    lead: str
    seen: tuple[str, ...]
    claims: tuple[str, ...]
    topics: tuple[str, ...]
    evidence: tuple[str, ...]
    held: tuple[str, ...]
    guessed: tuple[str, ...]
    markers: tuple[str, ...]
    heard: tuple[str, ...]
    beliefs: tuple[str, ...]
    controversies: tuple[str, ...]

    def holds(self, words: str) -> bool:
        """Does each of the words stand in its name or its lead?"""
        text = f"{self.name} {self.lead}".casefold()
        return all(word in text for word in words.casefold().split())


@cache
def subjects() -> dict[str, Subject]:
    """Every subject by the name in its address, in the order of the chain."""
    found = TypeAdapter(list[Subject]).validate_json(FILE.read_bytes())
    return {each.slug: each for each in found}
