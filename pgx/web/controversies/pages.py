"""The pages of controversies: all of them, and each question with its two sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from pgx.knowledge.catalogue import Entry
from pgx.web.chain.subjects import subjects
from pgx.web.controversies.questions import Question, questions
from pgx.web.knowledge.library import Library
from pgx.web.knowledge.modelled import modelled_of
from pgx.web.knowledge.reading import Context, reading
from pgx.web.knowledge.series import neighbors, one_of
from pgx.web.knowledge.telling import Told, entries, told
from pgx.web.knowledge.ways import LISTS


class Side(NamedTuple):
    """A column: its heading, and the rows under it."""

    name: str
    rows: list[Told]


@reading("web/controversies/questions.html")
def controversies(library: Library) -> Context:
    """Every question with what becomes of it."""
    rows = [(each, library.row(each.verdict)) for each in questions().values()]
    return {"title": _("Controversies"), "rows": rows}


@reading("web/controversies/question.html")
def controversy(library: Library, question: str) -> Context:
    """One question: both sides, the verdict, what Raphe does with it."""
    found = one_of(library, "controversy", questions(), question)
    return {
        "title": found.name,
        "question": found,
        **neighbors(questions(), question),
        "subjects": [subjects()[slug] for slug in found.subjects],
        "pages": [(library.to(page), name) for page, name, _own in LISTS if page in found.pages],
        **_rows(library, found),
    }


def _rows(library: Library, found: Question) -> Context:
    names = found.sides or (_("What speaks for it"), _("What speaks against it"))
    rows = (found.speaks_for, found.speaks_against)
    sides = [Side(name, told(library, own)) for name, own in zip(names, rows, strict=True)]
    verdict, heard = library.row(found.verdict), entries(library, found.heard)
    beliefs, model = entries(library, found.beliefs), told(library, found.model)
    return {
        "verdict": verdict,
        "sides": sides,
        "told": model,
        "model": modelled_of(library, found.markers),
        "heard": heard,
        "beliefs": beliefs,
        "sources": library.sources(_cited(verdict, sides, model, [*heard, *beliefs])),
    }


def _cited(
    verdict: Entry | None, sides: list[Side], model: list[Told], more: list[Entry]
) -> Iterator[Entry]:
    if verdict:
        yield verdict
    for each in (*(row for side in sides for row in side.rows), *model):
        yield each.entry
    yield from more
