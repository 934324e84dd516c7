"""What the bodies say on a cell of the disagreement map, ready for a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from pgx.assessments.cells import Cell, Mark, Variant, mark, said
from pgx.assessments.disagreements import cells, short_phenotype
from pgx.knowledge.catalogue import Entry
from pgx.science.disagreement import Position
from pgx.science.guideline import SILENT
from pgx.web.knowledge.kinds import APART, MARKS, Kind, kind_in_words
from pgx.web.knowledge.library import Library

STATEMENTS, OWN_CLASSES = "guideline_statements", "body_phenotypes"


@dataclass(frozen=True)
class Said:
    """One statement of a body, with every row that says it in these words; the first speaks."""

    entry: Entry
    others: tuple[Entry, ...] = ()

    @property
    def by_score(self) -> bool:
        """Whether the rows go by an activity score."""
        return str(self.entry.values["key_1"]).lstrip("<>").replace(".", "", 1).isdigit()


@dataclass(frozen=True)
class Body:
    """A body beside the others: what it does, and its statements."""

    name: str
    mark: Mark
    does: Promise
    statements: tuple[Said, ...]
    own_classes: tuple[Entry, ...]  # rows by which it classes the result in its own way
    silences: tuple[Entry, ...]  # rows that say where it was looked for
    alone: tuple[Cell, ...]  # where it speaks of one of the genes alone


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
    alone = _alone(library, drug, variant)
    bodies = tuple(_body(library, drug, each, alone) for each in variant.positions)
    scores = {f"{score:g}" for score in variant.scores(gene)}
    rows = (
        row for body in bodies for each in body.statements for row in (each.entry, *each.others)
    )
    scored = tuple(row for row in rows if _key_of(row, gene) in scores)
    return Side(kind_in_words(variant), bodies, variant.functions(gene), scored)


def _alone(library: Library, drug: str, variant: Variant) -> list[Cell]:
    """The places of each gene of the variant alone."""
    known = cells(library.knowledge)
    own = [pair for classes in variant.classes for pair in classes.items()]
    keys = (f"{drug}|{gene}|{short_phenotype(each.phenotype)}" for gene, each in own)
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def _key_of(entry: Entry, gene: str) -> str:
    place = "1" if entry.values["gene_1"] == gene else "2"
    return str(entry.values[f"key_{place}"])


def _body(library: Library, drug: str, position: Position, alone: Sequence[Cell]) -> Body:
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
        APART if does == "apart" else MARKS[does],
        tuple(_statements(library, position)),
        tuple(entry for row in sorted(own) if (entry := library.row(row))),
        tuple(silences),
        tuple(each for each in alone if position.apart and _speaks(each, position.body)),
    )


def _speaks(cell: Cell, body: str) -> bool:
    return dict(cell.marks)[body] != ("silent",)


def _statements(library: Library, position: Position) -> Iterator[Said]:
    """The statements, once for all rows in the same words."""
    found: dict[object, list[Entry]] = {}
    for each in position.findings:
        entry = library.row(each.statement.row) if each.statement else None
        if entry:
            found.setdefault((each.document, *said(each)), []).append(entry)
    for first, *others in found.values():
        yield Said(first, tuple(others))
