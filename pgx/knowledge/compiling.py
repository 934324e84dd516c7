"""Rows of a release -> the immutable records that the science reads."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType

from pgx.knowledge.tables import Table
from pgx.science import knowledge as k

Rows = dict[str, list[Table]]


def compile_release(version: str, sha256: str, rows: Rows) -> k.Knowledge:
    """Compile checked rows. The result is shared by every request of the process."""
    return k.Knowledge(
        version=version,
        sha256=sha256,
        parameters=k.Parameters(
            {
                row.symbol: _number("parameters", row, row.value, row.unit, row.meaning, row.sd)
                for row in rows["parameters"]
            }
        ),
        genes=MappingProxyType({row.gene: row.role for row in rows["genes"]}),
        markers=MappingProxyType({row.marker: _marker(row, rows) for row in rows["markers"]}),
        drugs=MappingProxyType({row.drug: _drug(row, rows) for row in _by_name(rows["drugs"])}),
        exposure_ratios=tuple(_exposure_ratio(row) for row in rows["exposure_ratios"]),
        modifiers=MappingProxyType({row.modifier: _modifier(row) for row in rows["modifiers"]}),
        phenotypes=MappingProxyType(
            {
                (row.gene, frozenset((row.function_1, row.function_2))): row.phenotype
                for row in rows["phenotypes"]
            }
        ),
        statements=tuple(_statement(row) for row in rows["guideline_statements"]),
        frequencies=_frequencies(rows["allele_frequencies"]),
        references=MappingProxyType(
            {
                row.reference: k.Reference(row.reference, row.citation, row.doi, row.pmid)
                for row in rows["references"]
            }
        ),
    )


def _number(
    table: str, row: Table, value: float, unit: str, meaning: str = "", sd: float | None = None
) -> k.Number:
    address = f"{table}/{row.key}"
    return k.Number(address, value, unit, row.reference, row.confidence, meaning, sd)


def _by_name(rows: list[Table]) -> list[Table]:
    return sorted(rows, key=lambda row: row.name)


def _marker(row: Table, rows: Rows) -> k.Marker:
    shared = row.model_dump(include=set(k.Marker.__dataclass_fields__) - {"alleles", "aliases"})
    alleles = tuple(_allele(each) for each in rows["alleles"] if each.marker == row.marker)
    return k.Marker(
        **shared | {"palindromic": row.palindromic, "used_in_model": row.used_in_model},
        aliases=row.aliases,
        alleles=alleles,
    )


def _allele(row: Table) -> k.Allele:
    return k.Allele(row.allele, row.plus, row.aliases, row.function, f"alleles/{row.key}")


def _drug(row: Table, rows: Rows) -> k.Drug:
    values = {
        each.quantity: _number("drug_values", each, each.value, each.unit, each.quantity)
        for each in rows["drug_values"]
        if each.drug == row.drug
    }
    binding = tuple(
        k.Binding(each.target, each.action, _number("binding", each, each.value, each.unit))
        for each in rows["binding"]
        if each.ligand == row.drug
    )
    return k.Drug(
        row.drug,
        row.name,
        row.kind,
        row.drug_class,
        row.aliases,
        row.rxcui,
        row.pgp_substrate,
        MappingProxyType(values),
        binding,
    )


def _exposure_ratio(row: Table) -> k.ExposureRatio:
    ratio = _number("exposure_ratios", row, row.ratio, "ratio", sd=row.sd_ln)
    functions = tuple(sorted(row.functions))
    return k.ExposureRatio(row.drug, row.gene, row.phenotype, functions, row.analyte, ratio)


def _modifier(row: Table) -> k.Modifier:
    share = _number("modifiers", row, row.lambda_symptoms, "share", row.meaning)
    return k.Modifier(
        row.modifier,
        row.gene,
        row.marker,
        row.counted_allele,
        row.rule,
        row.reference_count,
        share,
        row.meaning,
    )


def _statement(row: Table) -> k.Statement:
    pairs = [(row.gene_1, row.key_1), (row.gene_2, row.key_2)]
    genes, keys = zip(*(pair for pair in pairs if pair[0]), strict=True)
    return k.Statement(
        f"guideline_statements/{row.key}",
        row.body,
        row.year,
        row.drug,
        genes,
        keys,
        row.actions,
        row.statement,
        row.implication,
        row.strength,
        row.population,
        row.reference,
        row.confidence,
    )


def _frequencies(rows: list[Table]) -> dict[str, dict[str, dict[str, float]]]:
    groups: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        groups[row.group][row.marker][row.allele] = row.frequency
    return groups
