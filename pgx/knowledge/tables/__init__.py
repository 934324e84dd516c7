"""The tables of the knowledge base: one model a table, one field a column.

A file in fixtures/knowledge has exactly these columns. Every value has a `reference`
and one of four confidences.
"""

from __future__ import annotations

from pgx.knowledge.tables.base import LONGEST_KEY, Sourced, Table
from pgx.knowledge.tables.drugs import (
    BindingRow,
    CoMedicationRow,
    DrugCodeRow,
    DrugRow,
    DrugValueRow,
    ExposureRatioRow,
    PhenoconversionRow,
)
from pgx.knowledge.tables.evidence import (
    AssociationRow,
    CautionRow,
    ClaimRow,
    ControversyRow,
    DirectionRow,
    EvidenceTargetRow,
    MisconceptionRow,
    ObservationRow,
    OccupancyRow,
    ReferenceRow,
    TimeCourseRow,
)
from pgx.knowledge.tables.genetics import (
    ActivityScoreRow,
    AlleleRow,
    FrequencyRow,
    GeneRow,
    HaplotypeFrequencyRow,
    MarkerRow,
    PhenotypeRow,
    StarAlleleDefinitionRow,
    StarAlleleFrequencyRow,
)
from pgx.knowledge.tables.guidelines import BodyPhenotypeRow, BodyRow, DisagreementRow, StatementRow
from pgx.knowledge.tables.model import ModifierRow, ParameterRow, SideEffectWeightRow

__all__ = ["LATER", "LONGEST_KEY", "TABLES", "CautionRow", "DrugValueRow", "Sourced", "Table"]

TABLES: dict[str, type[Table]] = {
    "references": ReferenceRow,
    "genes": GeneRow,
    "markers": MarkerRow,
    "alleles": AlleleRow,
    "phenotypes": PhenotypeRow,
    "activity_scores": ActivityScoreRow,
    "drugs": DrugRow,
    "drug_codes": DrugCodeRow,
    "drug_values": DrugValueRow,
    "binding": BindingRow,
    "exposure_ratios": ExposureRatioRow,
    "parameters": ParameterRow,
    "modifiers": ModifierRow,
    "bodies": BodyRow,
    "guideline_statements": StatementRow,
    "body_phenotypes": BodyPhenotypeRow,
    "disagreements": DisagreementRow,
    "allele_frequencies": FrequencyRow,
    "star_allele_definitions": StarAlleleDefinitionRow,
    "star_allele_frequencies": StarAlleleFrequencyRow,
    "sert_haplotype_frequencies": HaplotypeFrequencyRow,
    "side_effect_weights": SideEffectWeightRow,
    "associations": AssociationRow,
    "occupancies": OccupancyRow,
    "time_course": TimeCourseRow,
    "observations": ObservationRow,
    "co_medications": CoMedicationRow,
    "phenoconversion": PhenoconversionRow,
    "misconceptions": MisconceptionRow,
    "cautions": CautionRow,
    "evidence_targets": EvidenceTargetRow,
    "claims": ClaimRow,
    "association_directions": DirectionRow,
    "controversies": ControversyRow,
}

# Came after release 0.2.0: a folder without the file holds an older release.
LATER = frozenset(
    {
        *("association_directions", "cautions", "claims", "controversies"),
        *("evidence_targets", "observations"),
    }
)
