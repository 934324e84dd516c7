"""Checks across tables, run before a release is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pgx.knowledge.errors import Fault
from pgx.knowledge.tables import Sourced, Table

Rows = Mapping[str, Sequence[Table]]
COMPLEMENT = {"A": "T", "T": "A", "C": "G", "G": "C"}
FIRST_LINE = 2  # below the header

# table, column -> the table in which its values must be keys
LINKS = {
    ("markers", "gene"): "genes",
    ("alleles", "marker"): "markers",
    ("phenotypes", "gene"): "genes",
    ("drug_values", "drug"): "drugs",
    ("exposure_ratios", "drug"): "drugs",
    ("exposure_ratios", "gene"): "genes",
    ("modifiers", "gene"): "genes",
    ("modifiers", "marker"): "markers",
    ("guideline_statements", "drug"): "drugs",
    ("allele_frequencies", "marker"): "markers",
}

NEEDED_VALUES = {
    "molecular_weight",
    "unbound_fraction",
    "steady_state_level",
    "reference_dose",
    "half_life",
    "brain_entry",
    "label_dose_low",
    "label_dose_high",
}


def check(rows: Rows) -> Iterator[Fault]:
    """Every fault that one row alone cannot show."""
    for one in (duplicate_keys, missing_references, broken_links, strands, drug_needs, weights):
        yield from one(rows)


def _lines(rows: Rows, table: str) -> Iterator[tuple[int, Table]]:
    return enumerate(rows[table], start=FIRST_LINE)


def duplicate_keys(rows: Rows) -> Iterator[Fault]:
    """A key names one row."""
    for table in rows:
        seen: dict[str, int] = {}
        for line, row in _lines(rows, table):
            first = seen.setdefault(row.key, line)
            if first != line:
                yield Fault(f"{table}.csv", line, row.KEY[0], f"{row.key} is on line {first} too")


def missing_references(rows: Rows) -> Iterator[Fault]:
    """Every reference exists."""
    known = {row.key for row in rows["references"]}
    for table in rows:
        for line, row in _lines(rows, table):
            if isinstance(row, Sourced) and row.reference not in known:
                reason = f"{row.reference} is not in references.csv"
                yield Fault(f"{table}.csv", line, "reference", reason)


def broken_links(rows: Rows) -> Iterator[Fault]:
    """Every name that points to another table is there."""
    for (table, column), target in LINKS.items():
        known = {row.key for row in rows[target]}
        for line, row in _lines(rows, table):
            value = getattr(row, column)
            if value not in known:
                yield Fault(f"{table}.csv", line, column, f"{value} is not in {target}.csv")


def strands(rows: Rows) -> Iterator[Fault]:
    """Letters agree with the strand, and a marker is called palindromic exactly when it is."""
    markers = {row.key: row for row in rows["markers"]}
    plus: dict[str, set[str]] = {}
    for line, row in _lines(rows, "alleles"):
        if row.plus and row.plus not in (row.allele, COMPLEMENT.get(row.allele)):
            reason = f"plus {row.plus} is neither {row.allele} nor its complement"
            yield Fault("alleles.csv", line, "plus", reason)
        plus.setdefault(row.marker, set()).add(row.plus)
    for line, row in _lines(rows, "markers"):
        letters = plus.get(row.marker, set())
        palindromic = letters in ({"A", "T"}, {"C", "G"})
        if palindromic != markers[row.key].palindromic:
            reason = f"the plus letters are {'/'.join(sorted(letters))}"
            yield Fault("markers.csv", line, "palindromic", reason)


def drug_needs(rows: Rows) -> Iterator[Fault]:
    """Every drug has the numbers and the binding that the model reads."""
    for line, drug in _lines(rows, "drugs"):
        has = {row.quantity for row in rows["drug_values"] if row.drug == drug.drug}
        for quantity in sorted(NEEDED_VALUES - has):
            yield Fault("drugs.csv", line, "drug", f"{drug.drug} has no {quantity}")
        if not any(row.ligand == drug.drug for row in rows["binding"]):
            yield Fault("drugs.csv", line, "drug", f"{drug.drug} has no row in binding.csv")


def weights(rows: Rows) -> Iterator[Fault]:
    """The weights of resilience sum to one."""
    total = sum(row.value for row in rows["parameters"] if row.symbol.startswith("w_"))
    if abs(total - 1) > 1e-9:
        yield Fault("parameters.csv", 0, "value", f"the weights w_… sum to {total}, not to 1")
