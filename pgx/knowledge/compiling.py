"""Rows of a release -> the immutable records that the science reads."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TypeVar

from pgx.knowledge.tables import Table
from pgx.science import knowledge as k

Rows = dict[str, list[Table]]
T = TypeVar("T")
# The allele that a haplotype shows at 5-HTTLPR; rs25531 G sits on L alone in the working values.
HAPLOTYPE_ALLELES = {"La": "La", "Lg": "Lg", "Sa": "S"}


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
        gene_names=MappingProxyType({row.gene: row.name for row in rows["genes"]}),
        markers=MappingProxyType({row.marker: _marker(row, rows) for row in rows["markers"]}),
        drugs=MappingProxyType({row.drug: _drug(row, rows) for row in _by_name(rows["drugs"])}),
        exposure_ratios=tuple(
            _exposure_ratio(row) for row in rows["exposure_ratios"] if row.used_in_model
        ),
        modifiers=MappingProxyType({row.modifier: _modifier(row) for row in rows["modifiers"]}),
        side_weights=tuple(
            k.SideWeight(
                row.domain,
                row.target,
                _number("side_effect_weights", row, row.weight, "share", row.domain),
            )
            for row in rows["side_effect_weights"]
        ),
        phenotypes=MappingProxyType(
            {
                (row.gene, frozenset((row.function_1, row.function_2))): k.PairPhenotype(
                    row.phenotype, f"phenotypes/{row.key}"
                )
                for row in rows["phenotypes"]
            }
        ),
        activity_scores=MappingProxyType(_activity_scores(rows["activity_scores"])),
        bodies=MappingProxyType({row.body: row.role for row in rows["bodies"]}),
        body_phenotypes=tuple(_body_phenotype(row) for row in rows["body_phenotypes"]),
        statements=tuple(_statement(row) for row in rows["guideline_statements"]),
        disagreements=tuple(_disagreement(row) for row in rows["disagreements"]),
        cautions=tuple(_caution(row) for row in rows["cautions"]),
        evidence_targets=MappingProxyType(_evidence_targets(rows)),
        observations=tuple(_observation(row) for row in rows["observations"]),
        frequencies=_frequencies(rows),
        co_medications=tuple(
            _plain(k.CoMedication, "co_medications", row) for row in rows["co_medications"]
        ),
        conversions=tuple(
            _plain(k.Conversion, "phenoconversion", row) for row in rows["phenoconversion"]
        ),
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


def _plain(record: type[T], table: str, row: Table) -> T:
    """A record whose fields are the row's columns, with the row's address."""
    shared = row.model_dump(include=set(record.__dataclass_fields__))  # type: ignore[attr-defined]
    return record(**shared, row=f"{table}/{row.key}")


def _by_name(rows: list[Table]) -> list[Table]:
    return sorted(rows, key=lambda row: row.name)


def _marker(row: Table, rows: Rows) -> k.Marker:
    shared = row.model_dump(include=set(k.Marker.__dataclass_fields__) - {"alleles", "aliases"})
    shared["row"] = f"markers/{row.key}"
    alleles = tuple(_allele(each) for each in rows["alleles"] if each.marker == row.marker)
    return k.Marker(
        **shared | {"palindromic": row.palindromic, "used_in_model": row.used_in_model},
        aliases=row.aliases,
        alleles=alleles,
    )


def _allele(row: Table) -> k.Allele:
    value = row.activity_value.removeprefix("≥")
    return k.Allele(
        row.allele,
        row.plus,
        row.aliases,
        row.function,
        f"alleles/{row.key}",
        None if value in ("", "n/a") else float(value),
        row.activity_value.startswith("≥"),
        row.table_version,
    )


def _activity_scores(rows: list[Table]) -> dict[str, tuple[k.ScoreRange, ...]]:
    """Gene -> its ranges of scores."""
    found: dict[str, tuple[k.ScoreRange, ...]] = {}
    for row in rows:
        scores = k.Interval(row.low, row.high, row.bounds[0] == "[", row.bounds[1] == "]")
        each = k.ScoreRange(scores, row.phenotype, f"activity_scores/{row.key}")
        found[row.gene] = (*found.get(row.gene, ()), each)
    return found


def _body_phenotype(row: Table) -> k.BodyPhenotype:
    address = f"body_phenotypes/{row.key}"
    return k.BodyPhenotype(row.body, row.gene, row.by, row.value, row.becomes, row.note, address)


def _disagreement(row: Table) -> k.Disagreement:
    shared = row.model_dump(include=set(k.Disagreement.__dataclass_fields__) - {"drugs", "panels"})
    address = f"disagreements/{row.key}"
    return k.Disagreement(**shared, drugs=row.drugs, panels=row.panels, row=address)


def _caution(row: Table) -> k.Caution:
    address = f"cautions/{row.key}"
    return k.Caution(
        row.caution, row.kind, row.about, row.text, row.reference, row.confidence, address
    )


def _evidence_targets(rows: Rows) -> dict[str, k.EvidenceTarget]:
    """Modifier -> what its effect can be solved for."""
    associations = {row.association: row for row in rows["associations"]}
    own = set(k.EvidenceTarget.__dataclass_fields__) - {"association", "symbols", "null", "row"}
    return {
        row.modifier: k.EvidenceTarget(
            **row.model_dump(include=own),
            association=_association(associations[row.association]),
            symbols=row.symbols,
            null=_association(associations[row.null_by]) if row.null_by else None,
            row=f"evidence_targets/{row.key}",
        )
        for row in rows["evidence_targets"]
    }


def _association(row: Table) -> k.Association:
    own = set(k.Association.__dataclass_fields__) - {"odds_ratio", "low", "high", "row"}
    is_ratio = row.effect_type == "OR" and row.estimate
    return k.Association(
        **row.model_dump(include=own),
        odds_ratio=float(row.estimate) if is_ratio else None,
        low=row.ci_low,
        high=row.ci_high,
        row=f"associations/{row.key}",
    )


def _observation(row: Table) -> k.Observation:
    own = {"given", "row", "drugs", "people", "against"}
    shared = row.model_dump(include=set(k.Observation.__dataclass_fields__) - own)
    given = dict(word.split("=", 1) for word in row.given)
    return k.Observation(
        **shared,
        drugs=row.drugs,
        people=row.people,
        against=row.against,
        given=MappingProxyType(given),
        row=f"observations/{row.key}",
    )


def _drug(row: Table, rows: Rows) -> k.Drug:
    values = {
        each.quantity: _number("drug_values", each, each.value, each.unit, each.quantity)
        for each in rows["drug_values"]
        if each.drug == row.drug
    }
    codes = {each.system: each.code for each in rows["drug_codes"] if each.drug == row.drug}
    names = filter(None, (row.drug, row.active_metabolite))
    return k.Drug(
        row.drug,
        row.name,
        row.kind,
        row.drug_class,
        row.aliases,
        codes.get("RxNorm", ""),
        row.pgp_substrate == "yes",
        row.range_analyte,
        MappingProxyType(values),
        tuple(_ligand(name, rows) for name in names),
        row.schedule_days,
        row.nonlinear_kinetics,
        f"drugs/{row.key}",
    )


def _ligand(name: str, rows: Rows) -> k.Ligand:
    return k.Ligand(
        name,
        tuple(
            k.Binding(each.target, each.action, _number("binding", each, each.value, each.unit))
            for each in rows["binding"]
            if each.ligand == name
        ),
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
        f"modifiers/{row.key}",
    )


def _statement(row: Table) -> k.Statement:
    pairs = [(row.gene_1, row.key_1), (row.gene_2, row.key_2)]
    genes, keys = zip(*(pair for pair in pairs if pair[0]), strict=True)
    return k.Statement(
        f"guideline_statements/{row.key}",
        row.body,
        row.document,
        row.year,
        row.drug,
        genes,
        keys,
        row.actions,
        row.statement,
        row.implication,
        row.strength,
        row.condition,
        row.dose_form,
        row.start_change_pct,
        row.maintenance_change_pct,
        row.max_dose_mg,
        row.reference,
        row.confidence,
    )


def _frequencies(rows: Rows) -> dict[str, dict[str, dict[str, float]]]:
    """Group -> marker -> allele -> frequency, to invent people.

    5-HTTLPR comes as haplotypes with rs25531; an allele that the marker's table does not
    have (CYP2D6 xN) is left out.
    """
    known = {(row.marker, row.allele) for row in rows["alleles"]}
    groups: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows["sert_haplotype_frequencies"]:
        if row.purpose == "draw" and row.frequency:
            groups[row.group]["5-HTTLPR"][HAPLOTYPE_ALLELES[row.haplotype]] = row.frequency
    for row in rows["allele_frequencies"]:
        if row.marker not in ("5-HTTLPR", "rs25531") and (row.marker, row.allele) in known:
            groups[row.group][row.marker][row.allele] = row.frequency
    return groups
