"""The pages of the chain: where each subject stands, what is known of it and what is guessed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pgx.web.chain import courses, speeds, states
from pgx.web.chain.figures import FIGURES, Asked, Figure
from pgx.web.chain.subjects import STATIONS, Subject, subjects
from pgx.web.controversies.questions import Question, questions
from pgx.web.figures.model import Model
from pgx.web.knowledge.claims import places
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.modelled import modelled_of
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.series import neighbors, one_of
from pgx.web.knowledge.telling import entries, told

__all__ = ["courses", "speeds", "states", "subject", "whole"]  # the first three register figures

NO_DRUG = gettext_lazy("No figure: this release lacks a drug that it draws.")
ELSEWHERE = {"gene": "genes", "exposure": "drugs"}  # stations that have pages already


class Stop(NamedTuple):
    """A station of the chain: its subjects with what their figures show, or a page elsewhere."""

    key: str
    name: Promise
    is_published: bool
    subjects: tuple[tuple[Subject, str], ...]
    address: str


@reading("web/chain/whole.html")
def whole(library: Library) -> Context:
    """The stations in their order, each with its subjects."""
    return {"title": _("The chain"), "stops": list(_stops(library))}


@reading("web/chain/subject.html")
def subject(library: Library, subject: str) -> Context:
    """One subject: its figure, what is known, what is guessed, what one may hear."""
    found = one_of(library, "chain-subject", subjects(), subject)
    return {
        "title": found.name,
        "subject": found,
        "why_no_figure": found.why_no_figure or NO_DRUG,
        "station": STATIONS[found.station],
        "figure": drawn(library, found.slug, get_language()),
        **neighbors(subjects(), subject),
        **_rows(library, found),
    }


def _rows(library: Library, found: Subject) -> Context:
    claims, evidence = entries(library, found.claims), told(library, found.evidence)
    heard, beliefs = entries(library, found.heard), entries(library, found.beliefs)
    guessed, model = entries(library, found.guessed), modelled_of(library, found.markers)
    known = [each.entry for each in evidence]
    return {
        "claims": [(row, list(places(library, row))) for row in claims],
        "evidence": evidence,
        "held": entries(library, found.held),
        "guessed": guessed,
        "model": model,
        "heard": heard,
        "beliefs": beliefs,
        "controversies": _controversies(found),
        "sources": library.sources([*claims, *known, *guessed, *heard, *beliefs]),
    }


def _controversies(found: Subject) -> list[Question]:
    return [questions()[slug] for slug in found.controversies]


def _stops(library: Library) -> Iterator[Stop]:
    for key, name in STATIONS.items():
        own = [each for each in subjects().values() if each.station == key]
        shown = tuple((each, _finding(library, each)) for each in own)
        address = library.to(ELSEWHERE[key]) if key in ELSEWHERE else ""
        yield Stop(key, name, key in ELSEWHERE, shown, address)


def _finding(library: Library, each: Subject) -> str:
    found = drawn(library, each.slug, get_language())
    return found.finding if found else each.why_no_figure or str(NO_DRUG)


@lru_cache(maxsize=128)
def drawn(library: Library, slug: str, language: str | None) -> Figure | None:
    """The figure of a subject by the model of the release; None where the model has none, or
    where the release lacks a drug of it.

    Kept, as the release never changes: its own page shows it, and the page of the whole chain.
    """
    subject = subjects()[slug]
    if not subject.figure:
        return None
    draw, drugs = FIGURES[subject.figure]
    if not library.knowledge.drugs.keys() >= set(drugs):
        return None
    seen = entries(library, subject.seen)
    return draw(Asked(Model(library.knowledge), seen, library.all("occupancies")))
