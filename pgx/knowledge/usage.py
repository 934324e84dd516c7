"""Rows on which no answer rests, each with the reason.

Every other row of a release is named by some answer: in its trace, its sources, its findings,
its calls or its flags. `tests/test_knowledge_rows.py` holds both to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pgx.knowledge.tables import Table
from pgx.science.occupancy import SYMBOLS

Rows = Mapping[str, Sequence[Table]]

# Tables that are read elsewhere than in an answer.
TABLES = {
    "drug_codes": "names of a drug by which the doors find it",
    "allele_frequencies": "draw invented people",
    "sert_haplotype_frequencies": "draw invented people",
    "star_allele_frequencies": "how common an allele is: shown in the knowledge pages",
    "star_allele_definitions": "what defines an allele: shown in the knowledge pages",
    "associations": "what studies found: shown in the knowledge pages",
    "occupancies": "what PET saw: the model is compared with it",
    "time_course": "what was seen when: the model is compared with it",
    "misconceptions": "teaching",
    "evidence_targets": "the evidence switch, which changes no answer (solve_modifier)",
    "association_directions": "how studies are drawn: shown in the knowledge pages",
    "controversies": "what one may hear: shown in the knowledge pages",
    "claims": "what the founding documents say: shown in the knowledge pages",
    "observations": "what the model is held against (validate_model)",
}
KINETICS = ("tmax", "protein_binding", "half_life_low", "half_life_high")
UNBOUND = ("molecular_weight", "unbound_fraction")
NOT_A_VALUE = {
    "horizon": "how long the course is",
    "clock_scale": "the grid of days: numerics, not a value of the model",
    "no_binding_nM": "decides which binding rows count",
    "dose_floor": "decides which doses can be asked for",
    "dose_limit": "decides which doses can be asked for",
    **{f"lambda_{grade}": "evidence shrinkage: a teaching slider" for grade in "ABCD"},
}
SILENT_CELLS = ("all serotonin reuptake inhibitors|SLC6A4; HTR2A|any", "bupropion|CYP2B6|any")


def _drug_value(row: Table, rows: Rows) -> str:
    if row.quantity in KINETICS:
        return "kinetics in the knowledge pages"
    binds = row.drug in {each.ligand for each in rows["binding"]}
    return "" if binds or row.quantity not in UNBOUND else "its unbound level meets no target"


def _binding(row: Table, rows: Rows) -> str:
    cut = next(each.value for each in rows["parameters"] if each.symbol == "no_binding_nM")
    if row.target not in SYMBOLS:
        return "a target that the model does not have"
    return "no binding" if row.action == "none" or row.value >= cut else ""


def _exposure_ratio(row: Table, rows: Rows) -> str:
    return "" if row.used_in_model else "an outcome, or a study beside the one that is used"


def _disagreement(row: Table, rows: Rows) -> str:
    if row.why_not_computed and not row.panels:
        return row.why_not_computed
    return "no body speaks of the gene, so there is no split to tell" * (row.key in SILENT_CELLS)


def _conversion(row: Table, rows: Rows) -> str:
    if row.strength == "weak":
        return "changes nothing"
    inhibitors = {(each.enzyme, each.strength) for each in rows["co_medications"]}
    return "" if (row.gene, row.strength) in inhibitors else "no inhibitor of this strength"


def _caution(row: Table, rows: Rows) -> str:
    return "nobody's age is asked" if row.about == ("under_25",) else ""


def _reference(row: Table, rows: Rows) -> str:
    """Answers give the references of numbers, of statements and of cautions."""
    return "" if row.reference in _shown(rows) else "behind rows whose source answers do not give"


def _shown(rows: Rows) -> set[str]:
    return {
        each.reference
        for table in SOURCED
        for each in rows[table]
        if not reason_unused(table, each, rows)
    }


# Tables whose rows an answer names together with their reference.
SOURCED = (
    *("drug_values", "binding", "exposure_ratios", "parameters", "modifiers"),
    *("side_effect_weights", "guideline_statements", "cautions"),
)
BY_ROW: Mapping[str, Callable[[Table, Rows], str]] = {
    "binding": _binding,
    "exposure_ratios": _exposure_ratio,
    "disagreements": _disagreement,
    "phenoconversion": _conversion,
    "cautions": _caution,
    "references": _reference,
    "drug_values": _drug_value,
    "parameters": lambda row, rows: NOT_A_VALUE.get(row.symbol, ""),
}


def reason_unused(table: str, row: Table, rows: Rows) -> str:
    """Why no answer names a row; empty where one must."""
    if table in TABLES:
        return TABLES[table]
    return BY_ROW[table](row, rows) if table in BY_ROW else ""
