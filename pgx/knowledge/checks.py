"""Checks across tables, run before a release is made: what one row alone cannot show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from pgx.knowledge.errors import Fault
from pgx.knowledge.registry import Rows, lines, register, register_whole
from pgx.knowledge.tables import LONGEST_KEY, TABLES, CautionRow, Sourced, Table

COMPLEMENT = {"A": "T", "T": "A", "C": "G", "G": "C"}

# table, column -> the table in which its values must be keys
LINKS = {
    ("markers", "gene"): "genes",
    ("alleles", "marker"): "markers",
    ("phenotypes", "gene"): "genes",
    ("drug_values", "drug"): "drugs",
    ("drug_codes", "drug"): "drugs",
    ("phenoconversion", "gene"): "genes",
    ("star_allele_definitions", "gene"): "genes",
    ("star_allele_frequencies", "gene"): "genes",
    ("exposure_ratios", "drug"): "drugs",
    ("exposure_ratios", "gene"): "genes",
    ("modifiers", "gene"): "genes",
    ("modifiers", "marker"): "markers",
    ("activity_scores", "gene"): "genes",
    ("guideline_statements", "drug"): "drugs",
    ("guideline_statements", "body"): "bodies",
    ("body_phenotypes", "body"): "bodies",
    ("body_phenotypes", "gene"): "genes",
    ("allele_frequencies", "marker"): "markers",
    ("evidence_targets", "modifier"): "modifiers",
    ("evidence_targets", "association"): "associations",
}

# What the model reads of every drug, of an antidepressant, and of an active metabolite.
NEEDED_VALUES = {
    "molecular_weight",
    "unbound_fraction",
    "steady_state_level",
    "reference_dose",
    "half_life",
    "label_dose_low",
    "label_dose_high",
}
NEEDED_OF_ANTIDEPRESSANTS = {"brain_entry"}
NEEDED_OF_METABOLITES = {
    "metabolite_level",
    "metabolite_molecular_weight",
    "metabolite_unbound_fraction",
    "metabolite_half_life",
}


@register
def duplicate_keys(rows: Rows) -> Iterator[Fault]:
    """A key names one row."""
    for table in rows:
        seen: dict[str, Table] = {}
        for line, row in lines(rows, table):
            first = seen.setdefault(row.key, row)
            if first is not row:
                reason = f"{row.key} is on line {first.line} too"
                yield Fault(f"{table}.csv", line, row.KEY[0], reason)


@register
def long_keys(rows: Rows) -> Iterator[Fault]:
    """A key fits the database's column and its index."""
    for table in rows:
        for line, row in lines(rows, table):
            if len(row.key) > LONGEST_KEY:
                columns = " + ".join(row.KEY)
                reason = f"the key {columns} has {len(row.key)} characters, not {LONGEST_KEY}"
                yield Fault(f"{table}.csv", line, row.KEY[0], reason)


@register
def one_doi_one_reference(rows: Rows) -> Iterator[Fault]:
    """A DOI or a PubMed number names one reference: nothing is counted twice as support."""
    for column in ("doi", "pmid"):
        seen: dict[str, str] = {}
        for line, row in lines(rows, "references"):
            number = getattr(row, column).strip().lower().removeprefix("https://doi.org/")
            first = seen.setdefault(number, row.key)
            if number and first != row.key:
                reason = f"{number} is {first} already: use one key for one source"
                yield Fault("references.csv", line, column, reason)


@register
def missing_references(rows: Rows) -> Iterator[Fault]:
    """Every reference exists."""
    known = {row.key for row in rows["references"]}
    for table in rows:
        for line, row in lines(rows, table):
            if isinstance(row, Sourced) and row.reference not in known:
                reason = f"{row.reference} is not in references.csv"
                yield Fault(f"{table}.csv", line, "reference", reason)


@register
def broken_links(rows: Rows) -> Iterator[Fault]:
    """Every name that points to another table is there."""
    for (table, column), target in LINKS.items():
        known = {row.key for row in rows[target]}
        for line, row in lines(rows, table):
            value = getattr(row, column)
            if value not in known:
                yield Fault(f"{table}.csv", line, column, f"{value} is not in {target}.csv")


@register
def what_cautions_are_about(rows: Rows) -> Iterator[Fault]:
    """A caution is about something that an answer can have; else it would never be shown."""
    known = {*CautionRow.ABOUT, *(row.gene for row in rows["genes"])}
    known |= {name for row in rows["drugs"] for name in (row.drug, row.drug_class)}
    for line, row in lines(rows, "cautions"):
        for name in row.about:
            if name not in known:
                reason = f"{name} is no drug, class or gene, and none of {CautionRow.ABOUT}"
                yield Fault("cautions.csv", line, "about", reason)


@register
def strands(rows: Rows) -> Iterator[Fault]:
    """A letter of the plus strand is the allele's own, or its complement."""
    for line, row in lines(rows, "alleles"):
        if row.plus and row.plus not in (row.allele, COMPLEMENT.get(row.allele)):
            reason = f"plus {row.plus} is neither {row.allele} nor its complement"
            yield Fault("alleles.csv", line, "plus", reason)


@register_whole
def palindromes(rows: Rows) -> Iterator[Fault]:
    """A marker is called palindromic exactly when its letters are."""
    plus: dict[str, set[str]] = {}
    for row in rows["alleles"]:
        plus.setdefault(row.marker, set()).add(row.plus)
    for line, row in lines(rows, "markers"):
        letters = plus.get(row.marker, set())
        if row.palindromic != (letters in ({"A", "T"}, {"C", "G"})):
            reason = f"the plus letters are {'/'.join(sorted(letters))}"
            yield Fault("markers.csv", line, "palindromic", reason)


@register
def alleles_of_markers(rows: Rows) -> Iterator[Fault]:
    """A frequency is of an allele of its marker; a modifier counts one, or a functional class."""
    known = {(row.marker, name) for row in rows["alleles"] for name in (row.allele, row.function)}
    names = {(row.marker, row.allele) for row in rows["alleles"]}
    names |= {(row.marker, "xN") for row in rows["markers"] if row.kind == "star"}  # duplicated
    for line, row in lines(rows, "allele_frequencies"):
        if (row.marker, row.allele) not in names:
            reason = f"{row.marker} has no allele {row.allele} in alleles.csv"
            yield Fault("allele_frequencies.csv", line, "allele", reason)
    for line, row in lines(rows, "modifiers"):
        if (row.marker, row.counted_allele) not in known:
            reason = f"{row.marker} has no allele or class {row.counted_allele} in alleles.csv"
            yield Fault("modifiers.csv", line, "counted_allele", reason)


@register_whole
def drug_needs(rows: Rows) -> Iterator[Fault]:
    """Every drug has the numbers and the binding that the model reads."""
    ligands = {row.ligand for row in rows["binding"]}
    for line, drug in lines(rows, "drugs"):
        has = {row.quantity for row in rows["drug_values"] if row.drug == drug.drug}
        for quantity in sorted(_needed(drug) - has):
            yield Fault("drugs.csv", line, "drug", f"{drug.drug} has no {quantity}")
        for ligand in filter(None, (drug.drug, drug.active_metabolite)):
            if drug.kind == "antidepressant" and ligand not in ligands:
                yield Fault("drugs.csv", line, "drug", f"{ligand} has no row in binding.csv")


def _needed(drug: Table) -> set[str]:
    needed = set(NEEDED_VALUES)
    if drug.kind == "antidepressant":
        needed |= NEEDED_OF_ANTIDEPRESSANTS
    if drug.active_metabolite:
        needed |= NEEDED_OF_METABOLITES
    return needed


@register_whole
def weights(rows: Rows) -> Iterator[Fault]:
    """The weights of resilience sum to one."""
    total = sum(row.value for row in rows["parameters"] if row.symbol.startswith("w_"))
    if abs(total - 1) > 1e-9:
        yield Fault("parameters.csv", 0, "value", f"the weights w_… sum to {total:.10g}, not to 1")


@register
def ranges_in_order(rows: Rows) -> Iterator[Fault]:
    """The low end of a range is not above its high end, in a row and between two drug values."""
    for table, (low, high) in product(rows, (("low", "high"), ("ci_low", "ci_high"))):
        if not {low, high} <= set(TABLES[table].model_fields):
            continue
        for line, row in lines(rows, table):
            if _above(getattr(row, low), getattr(row, high)):
                reason = f"{getattr(row, low)} is above {high} {getattr(row, high)}"
                yield Fault(f"{table}.csv", line, low, reason)
    values = {(row.drug, row.quantity): row for row in rows["drug_values"]}
    for (drug, quantity), row in values.items():
        high = values.get((drug, quantity.removesuffix("_low") + "_high"))
        if quantity.endswith("_low") and high and _above(row.value, high.value):
            reason = f"{row.value} is above {high.quantity} {high.value}"
            yield Fault("drug_values.csv", row.line, "value", reason)


def _above(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high


@register
def one_unit_a_quantity(rows: Rows) -> Iterator[Fault]:
    """A quantity has the same unit for every drug: the model reads the number alone."""
    units: dict[str, Counter[str]] = {}
    for row in rows["drug_values"]:
        units.setdefault(row.quantity, Counter())[row.unit] += 1
    for line, row in lines(rows, "drug_values"):
        ((usual, _),) = units[row.quantity].most_common(1)
        if row.unit != usual:
            reason = f"{row.quantity} is in {usual} for other drugs, not in {row.unit}"
            yield Fault("drug_values.csv", line, "unit", reason)


@register_whole
def every_pair_has_a_phenotype(rows: Rows) -> Iterator[Fault]:
    """Any two functions of a gene's star alleles give a phenotype, or the gene goes by scores."""
    by_score = {row.gene for row in rows["activity_scores"]}
    known = {(row.gene, frozenset((row.function_1, row.function_2))) for row in rows["phenotypes"]}
    functions: dict[str, set[str]] = {}
    star = {row.marker: row.gene for row in rows["markers"] if row.kind == "star"}
    for _, row in lines(rows, "alleles"):
        gene = star.get(row.marker)
        if not gene or gene in by_score:
            continue
        functions.setdefault(gene, set()).add(row.function)
    for line, row in lines(rows, "alleles"):
        for other in sorted(functions.get(star.get(row.marker, ""), ())):
            gene = star[row.marker]
            if (gene, frozenset((row.function, other))) not in known:
                reason = f"{row.function} with {other} has no row in phenotypes.csv"
                yield Fault("alleles.csv", line, "function", reason)
