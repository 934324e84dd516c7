"""What the bodies say on a cell of the disagreement map, ready for a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from pgx.assessments.cells import Mark, Variant, mark, said
from pgx.knowledge.catalogue import Entry
from pgx.science.disagreement import Position
from pgx.science.guideline import SILENT
from pgx.web.knowledge.kinds import KINDS, MARKS, Kind
from pgx.web.knowledge.library import Library

STATEMENTS, OWN_CLASSES = "guideline_statements", "body_phenotypes"


@dataclass(frozen=True)
class Said:
    """One statement of a body, with every row that says it in these words; the first speaks."""

    entry: Entry
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Body:
    """A body beside the others: what it does, and its statements."""

    name: str
    mark: Mark
    does: Promise
    statements: tuple[Said, ...]
    own_classes: tuple[Entry, ...]  # rows by which it classes the result in its own way
    silences: tuple[Entry, ...]  # rows that say where it was looked for


@dataclass(frozen=True)
class Side:
    """One variant of a cell: its bodies side by side, and what makes it this variant."""

    kind: Kind
    bodies: tuple[Body, ...]
    functions: tuple[str, ...]
    scored: tuple[Entry, ...]  # statements that go by an exact score

    @property
    def rows(self) -> list[Entry]:
        """Every row that it rests on."""
        said = (each for body in self.bodies for each in body.statements)
        rows = [row for each in said for row in (each.entry, *each.others)]
        return rows + [row for body in self.bodies for row in (*body.own_classes, *body.silences)]

    @property
    def own_classes(self) -> list[Entry]:
        """Rows by which any body classes the result in its own way."""
        return list(dict.fromkeys(row for body in self.bodies for row in body.own_classes))


def side(library: Library, drug: str, gene: str, variant: Variant) -> Side:
    """A variant as a page shows it."""
    bodies = tuple(_body(library, drug, each) for each in variant.positions)
    scores = {f"{score:g}" for score in variant.scores(gene)}
    rows = (
        row for body in bodies for each in body.statements for row in (each.entry, *each.others)
    )
    scored = tuple(row for row in rows if _key_of(row, gene) in scores)
    return Side(KINDS[variant.kind], bodies, variant.functions(gene), scored)


def _key_of(entry: Entry, gene: str) -> str:
    place = "1" if entry.values["gene_1"] == gene else "2"
    return str(entry.values[f"key_{place}"])


def _body(library: Library, drug: str, position: Position) -> Body:
    own = {row for each in position.findings for row in each.rows if row.startswith(OWN_CLASSES)}
    silences = []
    if position.is_silent:
        silences = [
            row
            for row in library.where(STATEMENTS, body=position.body, drug=drug)
            if row.values["actions"] == [SILENT]
        ]
    does = mark(position)
    return Body(
        position.body,
        does,
        MARKS[does],
        tuple(_statements(library, position)),
        tuple(entry for row in sorted(own) if (entry := library.row(row))),
        tuple(silences),
    )


def _statements(library: Library, position: Position) -> Iterator[Said]:
    """The statements, once for all rows in the same words."""
    found: dict[object, list[Entry]] = {}
    for each in position.findings:
        entry = library.row(each.statement.row) if each.statement else None
        if entry:
            found.setdefault((each.document, *said(each)), []).append(entry)
    for first, *others in found.values():
        yield Said(first, tuple(others))
