"""What guideline bodies do with a gene: made from the statements of the release."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pgx.knowledge.catalogue import Entry
from pgx.web.knowledge.library import Library

# Actions with which a body says that it says nothing.
NOTHING = {"no recommendation", "silent"}


@dataclass(frozen=True)
class Body:
    """A body's statements about a gene, and about how many drugs."""

    body: str
    statements: int
    drugs: int
    acts: bool


@dataclass(frozen=True)
class Standing:
    """What all bodies do with a gene. `statement` is the one that says it, where none acts."""

    gene: str
    bodies: tuple[Body, ...]
    statement: Entry | None

    @property
    def acting(self) -> list[str]:
        """The bodies that act on it."""
        return [body.body for body in self.bodies if body.acts]

    @property
    def sentence(self) -> str:
        """The first sentence of a page."""
        if self.acting:
            names = get_text_list(self.acting, _("and"))
            text = ngettext("%(names)s acts on it.", "%(names)s act on it.", len(self.acting))
            return text % {"names": names}
        if self.bodies:
            return _("No guideline acts on it: the evidence is mixed or insufficient.")
        return _("No guideline speaks of it.")


def standing(library: Library, gene: str) -> Standing:
    """What the bodies of a release do with a gene."""
    rows = [row for row in library.all("guideline_statements") if gene in _genes(row)]
    bodies = [
        _body(each.key, [row for row in rows if row.values["body"] == each.key])
        for each in library.all("bodies")
    ]
    spoken = tuple(body for body in bodies if body.statements)
    silent = next((row for row in rows), None) if not any(body.acts for body in spoken) else None
    return Standing(gene, spoken, silent)


def _genes(row: Entry) -> tuple[str, str]:
    return row.values["gene_1"], row.values["gene_2"]


def _body(name: str, rows: list[Entry]) -> Body:
    drugs = {row.values["drug"] for row in rows}
    acts = any(set(row.values["actions"]) - NOTHING for row in rows)
    return Body(name, len(rows), len(drugs), acts)
