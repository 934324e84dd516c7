"""Every number on every reading page is a number of a row that has a source and a confidence."""

import re

import pytest

from pgx.knowledge import releases
from pgx.knowledge.catalogue import Entry, texts
from pgx.knowledge.tables import TABLES
from pgx.science.knowledge import CONFIDENCES
from pgx.web.chain.subjects import subjects
from pgx.web.controversies.questions import questions
from pgx.web.knowledge.library import PAGES, Library
from pgx.web.knowledge.ways import LISTS
from tests.web.knowledge.pages import NUMBER, Page, Said, numbers_of, stands_in

# How many pages of a kind are read in `make test`; all of them in `make test-long`.
SOME = {
    "claims": 6,
    "disagreements": 8,
    "drugs": 10,
    "genes": 10,
    "guideline_statements": 12,
    "misconceptions": 8,
    "references": 12,
}
FEW = 1  # of a table whose rows have only the general page
WORD = re.compile(r"[^\s,;:/+()“”\"…·–]+")


@pytest.fixture
def library(release):
    return Library(releases.name())


def addresses(library: Library, some: bool) -> list[str]:
    """Every list, every topic, and the pages of rows."""
    topics = dict.fromkeys(row.values["topic"] for row in library.all("claims"))
    return [
        "/knowledge/",
        library.to("search", q="venlafaxine CYP2D6"),
        *(library.to(page) for page, _, _ in LISTS),
        *(library.to("claims-topic", topic) for topic in topics),
        *(library.to("chain-subject", slug) for slug in subjects()),
        *(library.to("controversy", slug) for slug in questions()),
        *(library.to("table", table) for table in TABLES),
        *(address for table in TABLES for address in of_rows(library, table, some)),
    ]


def of_rows(library: Library, table: str, some: bool) -> list[str]:
    rows = library.all(table)
    wanted = SOME.get(table, len(rows)) if table in PAGES else FEW
    step = max(1, len(rows) // max(1, wanted)) if some else 1
    return [library.address(row.row) for row in rows[::step]]


def is_sourced(row: Entry) -> bool:
    """Has the row a reference and a confidence? A work is its own source; what cannot be checked
    has none.
    """
    values = row.values
    if row.row.startswith("references/"):
        return True
    named = values.get("reference") or values.get("references")
    return (
        bool(named or values["verdict"] == "not checkable") and values["confidence"] in CONFIDENCES
    )


def faults(library: Library, page: Page, names: set[str]) -> list[str]:
    """What on a page is of no row, of one without a source, or otherwise than there."""
    found = [fault for said in page.said for fault in _wrong(library, said, names)]
    rows = {name: library.row(name) for name in page.rows}
    return found + [
        f"{name} has no source" for name, row in rows.items() if not (row and is_sourced(row))
    ]


def _wrong(library: Library, said: Said, names: set[str]) -> list[str]:
    row = library.row(said.row) if said.row else None
    unnamed = [word for word in WORD.findall(said.text) if word.rstrip(".") not in names]
    if row is None:
        return [f"{word} in “{said.text[:50]}”" for word in unnamed if re.search(r"\d", word)]
    known = numbers_of(texts([row.key, *row.values.values()]))
    return [
        f"{number} is not in {said.row}: “{said.text[:50]}”"
        for number in NUMBER.findall(" ".join(unnamed))
        if not stands_in(number, known, said.made)
    ]


def names_of(library: Library) -> set[str]:
    """Names that hold digits: every word with a letter of the keys and aliases of a release."""
    rows = (row for table in TABLES for row in library.all(table))
    said = (text for row in rows for text in texts([row.key, row.values.get("aliases")]))
    words = (word.strip("|") for text in said for word in WORD.findall(text.replace("|", " ")))
    return {word for word in words if re.search(r"[^\W\d]|\*", word)}


def read(client, library: Library, some: bool) -> list[str]:
    names, found = names_of(library), []
    for address in addresses(library, some):
        response = client.get(address)
        assert response.status_code == 200, address
        page = Page(response.content.decode())
        assert page.said, f"{address} says nothing"
        found += [f"{address}: {fault}" for fault in faults(library, page, names)]
    return found


@pytest.mark.django_db
def test_every_number_is_of_a_row(client, library):
    found = read(client, library, some=True)

    assert not found, "\n".join(found[:40])


@pytest.mark.long
@pytest.mark.django_db
def test_every_number_of_every_page_is_of_a_row(client, library):
    found = read(client, library, some=False)

    assert not found, "\n".join(found[:40])


@pytest.mark.django_db
def test_a_number_without_a_row_is_found(library):
    texts = '<p>42 days</p><p data-row="binding/paroxetine|SERT">0.14</p>'
    page = Page(f"<article data-reading>{texts}</article>")
    found = faults(library, page, names_of(library))

    assert len(found) == 2 and "42" in found[0] and "0.14" in found[1]
