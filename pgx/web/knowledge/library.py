"""One release as its pages read it: rows, sources, and the addresses of other pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from django.urls import reverse

from pgx.knowledge import catalogue, releases
from pgx.knowledge.catalogue import Entry, Listing
from pgx.knowledge.releases import ReleaseName
from pgx.science.knowledge import Knowledge

# Tables whose rows have a page of their own; every other row has the general one.
PAGES: dict[str, str] = {
    "drugs": "drug",
    "guideline_statements": "statement",
    "disagreements": "disagreement",
    "genes": "gene",
    "markers": "marker",
    "misconceptions": "misconception",
    "references": "reference",
    "claims": "claim",
}


class Missing(Exception):
    """The release has nothing of this name; `known` are the names there are, each at `address`.

    `row` (table/key) is what other releases may have.
    """

    def __init__(
        self, name: str, known: Collection[str], address: Callable[[str], str], row: str = ""
    ) -> None:
        super().__init__(name)
        self.name, self.known, self.address, self.row = name, known, address, row


class Elsewhere(Exception):
    """What was asked for has its page at another address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True)
class Library:
    """A release. `asked` is its version where the reader asked for it; links then keep it."""

    release: ReleaseName
    asked: str = ""

    @cached_property
    def knowledge(self) -> Knowledge:
        """The release, compiled. Raises ReleaseUnreadable."""
        return releases.find(self.release.version)

    def listing(self, table: str) -> Listing:
        """A table. Raises ReleaseUnreadable."""
        return catalogue.listing(self.release, table)

    def all(self, table: str) -> tuple[Entry, ...]:
        """The rows of a table."""
        return self.listing(table).entries

    def where(self, table: str, **wanted: str) -> list[Entry]:
        """The rows whose columns have these values."""
        return list(catalogue.where(self.release, table, **wanted))

    def one(self, table: str, key: str, name: str | None = None) -> Entry:
        """The row of a key; `name` is the key that an alias stands for.

        Raises Missing, and Elsewhere where the row's own key is written otherwise.
        """
        found = catalogue.exactly(self.listing(table), name or key)
        if not found:
            known = self.listing(table).by_key
            raise Missing(
                key, known, lambda name: self.address(f"{table}/{name}"), f"{table}/{key}"
            )
        if found.key != key:
            raise Elsewhere(self.address(found.row))
        return found

    def row(self, row: str) -> Entry | None:
        """The row of an address in the knowledge base (`table/key`)."""
        table, _, key = row.partition("/")
        return self.listing(table).by_key.get(key)

    def sources(self, entries: Iterable[Entry]) -> list[Entry]:
        """The references that rows name, each once, in the order in which they come."""
        known = self.listing("references").by_key
        named = dict.fromkeys(key for entry in entries for key in catalogue.cited(entry))
        return [known[key] for key in named if key in known]

    def citing(self, reference: str) -> Iterator[tuple[str, list[Entry]]]:
        """The rows that name a reference, by table."""
        for table in catalogue.citations(self.release).get(reference, {}):
            yield table, [row for row in self.all(table) if reference in catalogue.cited(row)]

    def address(self, row: str) -> str:
        """Where a row (`table/key`) has its page."""
        return row_address(row) + self.query()

    def to(self, page: str, /, *names: str, **query: str) -> str:
        """Where a page is, by the name of its address without `knowledge-`."""
        return page_address(page, names) + self.query(**query)

    def query(self, **query: str) -> str:
        """The part of an address after the path."""
        given = {name: text for name, text in query.items() if text}
        asked = given | ({"release": self.asked} if self.asked else {})
        return f"?{urlencode(asked)}" if asked else ""


@lru_cache(maxsize=8192)
def row_address(row: str) -> str:
    """The permanent address of a row's page."""
    table, _, key = row.partition("/")
    if table in PAGES:
        return page_address(PAGES[table], (key,))
    return page_address("row", (table, key))


@lru_cache(maxsize=8192)
def page_address(page: str, names: tuple[str, ...] = ()) -> str:
    """The permanent address of a page."""
    return reverse(f"knowledge-{page}", args=names)
