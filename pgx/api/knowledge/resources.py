"""The seven resources: the table of each, its filters, and what belongs to a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pgx.api.knowledge import related
from pgx.api.knowledge.errors import Missing, hint
from pgx.api.knowledge.filters import (
    ClaimFilters,
    DrugFilters,
    GeneFilters,
    MarkerFilters,
    NoFilters,
    ReferenceFilters,
    RowFilters,
    StatementFilters,
)
from pgx.api.knowledge.links import Links
from pgx.assessments.question import find_drug, find_marker
from pgx.echo import short
from pgx.knowledge import catalogue, releases
from pgx.knowledge.catalogue import Entry, Listing
from pgx.knowledge.releases import ReleaseName
from pgx.science.knowledge import Knowledge


@dataclass(frozen=True)
class Resource:
    """A list of the REST door."""

    path: str  # in its address
    noun: str  # one of them, in words
    filters: type[RowFilters]
    related: Callable[[ReleaseName, Entry, Links], dict[str, Any]]
    example: str  # a key
    named: Callable[[Knowledge, str], str | None] = lambda knowledge, name: None
    other_names: str = ""  # by which one is found, in words

    @property
    def table(self) -> str:
        """The table of the knowledge base."""
        return self.path.replace("-", "_")

    def listing(self, release: ReleaseName) -> Listing:
        """Its rows. Raises ReleaseUnreadable."""
        return catalogue.listing(release, self.table)

    def made_of(self, release: ReleaseName, listing: Listing) -> tuple[str, ...]:
        """The names of the content that its answers come from."""
        return (release.sha256,)

    def entry(self, release: ReleaseName, listing: Listing, key: str) -> Entry:
        """The row of a key or another exact name, in any case. Raises Missing."""
        found = catalogue.exactly(listing, key)
        if not found and (name := self.named(releases.find(release.version), key)):
            found = listing.by_key.get(name)
        if not found:
            says = f"There is no {self.noun} {short(key)} in release {release.version}."
            raise Missing("key", "not_found", says, hint(key, listing.by_key))
        return found


class Releases(Resource):
    """The releases themselves, which are in no release."""

    def listing(self, release: ReleaseName) -> Listing:
        """Every release that is loaded."""
        return catalogue.release_listing()

    def made_of(self, release: ReleaseName, listing: Listing) -> tuple[str, ...]:
        """The names of every release, and why it is withdrawn."""
        changing = ("sha256", "withdrawn")
        return tuple(entry.values[column] for entry in listing.entries for column in changing)


def _marker(knowledge: Knowledge, name: str) -> str | None:
    found = find_marker(knowledge, name)
    return found and found.marker


def _drug(knowledge: Knowledge, name: str) -> str | None:
    found = find_drug(knowledge, name)
    return found and found.drug


RELEASES = Releases("releases", "release", NoFilters, related.of_release, "0.7.0")
STATEMENT = (
    "CPIC||citalopram|CYP2C19|Poor Metabolizer|||adults; CPIC holds it relevant to children as well"
)
RESOURCES = (
    Resource(
        "markers",
        "marker",
        MarkerFilters,
        related.of_marker,
        "rs6295",
        _marker,
        ", or one of its `aliases`",
    ),
    Resource("genes", "gene", GeneFilters, related.of_gene, "CYP2C19"),
    Resource(
        "drugs",
        "drug",
        DrugFilters,
        related.of_drug,
        "escitalopram",
        _drug,
        ", one of its `aliases`, or its RxNorm code",
    ),
    Resource(
        "guideline-statements", "statement", StatementFilters, related.of_statement, STATEMENT
    ),
    Resource("references", "reference", ReferenceFilters, related.of_reference, "Bousman2023"),
    Resource("claims", "claim", ClaimFilters, related.of_claim, "S1-001"),
    RELEASES,
)
