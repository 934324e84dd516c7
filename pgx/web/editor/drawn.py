"""An invented person, drawn from published allele frequencies. Drawn again, the same person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pgx.assessments.errors import FieldError, QuestionRefused, nearest
from pgx.echo import short
from pgx.science.knowledge import Knowledge
from pgx.science.population import draw
from pgx.web.form import CONTROLS, DRAWN
from pgx.web.knowledge.words import GROUPS, group

MOST = 999_999
# Letters are drawn as the literature writes them: without their strand some would be ambiguous.
STRAND = "literature"


@dataclass(frozen=True)
class Drawn:
    """Whose frequencies a panel was drawn from, and the seed that draws it again."""

    population: str
    name: str | Promise
    seed: int


def populations(knowledge: Knowledge) -> list[tuple[str, str | Promise]]:
    """The groups of samples with frequencies, by name."""
    return [(name, group(name)) for name in sorted(knowledge.frequencies)]


def person(knowledge: Knowledge, population: str, seed: int) -> dict[str, str]:
    """The genotypes of one invented person at the markers that the model uses."""
    panel = draw(knowledge, population, 1, np.random.default_rng(seed))
    used = [each.marker for each in knowledge.markers.values() if each.used_in_model]
    return {name: panel[name][0] for name in used if name in panel}


def question(knowledge: Knowledge, query: QueryDict) -> QueryDict:
    """The panel that a seed draws, with the regimen that was chosen. Raises QuestionRefused."""
    population, seed = read(knowledge, query)
    kept = {name: query[name] for name in CONTROLS if query.get(name) and name not in DRAWN}
    found = QueryDict(mutable=True)
    found.update(kept | person(knowledge, population, seed))
    found.update({"population": population, "seed": str(seed)})
    found["orientation"] = STRAND
    return found


def read(knowledge: Knowledge, query: Mapping[str, str]) -> tuple[str, int]:
    """The group and the seed. Raises QuestionRefused with each that cannot be used."""
    population, seed, errors = query.get("population", ""), query.get("seed", ""), []
    if population not in knowledge.frequencies:
        message = _("%(name)s is no group with published frequencies.")
        named = {"name": short(population) or _("An empty name")}
        hint = nearest(population, knowledge.frequencies)
        errors.append(FieldError("population", "unknown_population", message % named, hint))
    if not (seed.isascii() and seed.isdigit() and int(seed[:9]) <= MOST and len(seed) <= 6):
        message = _("%(seed)s is no seed.") % {"seed": short(seed) or _("An empty text")}
        hint = _("Write a whole number from 0 to %(most)s.") % {"most": MOST}
        errors.append(FieldError("seed", "bad_seed", message, hint))
    if errors:
        raise QuestionRefused(errors)
    return population, int(seed)


def told(knowledge: Knowledge, given: Mapping[str, str]) -> Drawn | None:
    """Whom a panel was drawn as; None where it is not, or no longer, what the seed draws."""
    try:
        population, seed = read(knowledge, given)
    except QuestionRefused:
        return None
    own = {name: text for name, text in given.items() if name not in CONTROLS}
    if own != person(knowledge, population, seed):
        return None
    return Drawn(population, GROUPS.get(population, population), seed)
