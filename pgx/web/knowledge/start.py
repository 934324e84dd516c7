"""Where reading the knowledge base begins: questions that it answers, and how sure it is."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext as _

from pgx.knowledge.tables import TABLES
from pgx.science.knowledge import CONFIDENCES
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.reading import Context, reading


class Door(NamedTuple):
    """A question that somebody comes with, and the page that answers it."""

    question: str
    line: str
    address: str


@reading("web/knowledge/start.html")
def start(library: Library) -> Context:
    """The doors into the knowledge base, and how many rows are of which confidence."""
    rows = (row for table in TABLES for row in library.all(table))
    counts = Counter(row.values.get("confidence") for row in rows)
    return {
        "title": _("Knowledge"),
        "confidences": [(word, counts[word]) for word in CONFIDENCES],
        "sourced": sum(counts[word] for word in CONFIDENCES),
        "doors": _doors(library),
    }


def _doors(library: Library) -> list[Door]:
    return [
        Door(
            _("Where do guidelines disagree?"),
            _("CPIC, DPWG and FDA side by side, drug by phenotype. Silent is an answer too."),
            library.to("disagreements"),
        ),
        Door(
            _("What is known of a drug?"),
            _("Kinetics, binding, what each body says, and the safety that no gene replaces."),
            library.to("drugs"),
        ),
        Door(
            _("What does a marker do, and who says so?"),
            _("Published effects turned one way, frequencies, and the controversy."),
            library.to("markers"),
        ),
        Door(
            _("Which gene acts where?"),
            _("Exposure, where guidelines speak; the mechanism, where a model only suggests."),
            library.to("genes"),
        ),
        Door(
            _("How does a gene come to a response?"),
            _("The chain, station by station: what the model draws, what is known of it."),
            library.to("chain"),
        ),
        Door(
            _("What is disputed?"),
            _("What speaks for it, what against, and what Raphe does with it."),
            library.to("controversies"),
        ),
        Door(
            _("What is easily believed?"),
            _("Common beliefs beside what is so."),
            library.to("misconceptions"),
        ),
        Door(
            _("What did the founding documents claim?"),
            _("Each claim with its verdict, its evidence, and where it lives in the model."),
            library.to("claims"),
        ),
        Door(
            _("What changed?"),
            _("Every release of the knowledge base, kept, and what each one changed."),
            library.to("releases"),
        ),
    ]
