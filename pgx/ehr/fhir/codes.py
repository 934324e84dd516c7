"""Code systems, codes and profiles of FHIR R4 and of the Genomics Reporting guide."""

from __future__ import annotations

LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
HGNC = "http://www.genenames.org"
PHARMVAR = "http://www.pharmvar.org"
DBSNP = "http://www.ncbi.nlm.nih.gov/projects/SNP"
ICD10 = "http://hl7.org/fhir/sid/icd-10"
UCUM = "http://unitsofmeasure.org"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
GUIDE = "http://hl7.org/fhir/uv/genomics-reporting/"
GUIDE_CODES = f"{GUIDE}CodeSystem/tbd-codes-cs"
RELATED_ARTIFACT = "http://hl7.org/fhir/StructureDefinition/workflow-relatedArtifact"
RECOMMENDED_ACTION = f"{GUIDE}StructureDefinition/recommended-action"
# Ours: names, under a top-level domain that never resolves.
OURS = "https://raphe.invalid/fhir/"

# LOINC: what an Observation, a component or a report is.
REPORT, GENOTYPE, HAPLOTYPE, VARIANT = "51969-4", "84413-4", "84414-2", "69548-6"
GENE_STUDIED, DBSNP_ID, ALLELIC_STATE = "48018-6", "81255-2", "53034-5"
REF_ALLELE, ALT_ALLELE = "69547-8", "69551-0"
# HGVS: of the coding sequence, of the genome, and a variant named as a whole.
HGVS_NAMES = ("48004-6", "81290-9", "81252-9")
MEDICATION_ASSESSED = "51963-7"
PHENOTYPE_MEANS = "therapeutic-implication"  # of the guide's own codes
CONCLUSION = "conclusion-string"
PRESENT = ("LA9633-4", "Present")
ABSENT = ("LA9634-2", "Absent")
HOMOZYGOUS = ("LA6705-3", "Homozygous")
HETEROZYGOUS = ("LA6706-1", "Heterozygous")
HEMIZYGOUS = ("LA6707-9", "Hemizygous")
# What a medication recommendation asks for.
OTHER_DRUG = ("LA26421-0", "Consider alternative medication")
LOWER_DOSE = ("LA26422-8", "Decrease dose")
# Metabolizer phenotypes as answers of LOINC; of the others LOINC has none.
METABOLIZERS = {
    "Ultrarapid Metabolizer": "LA10315-2",
    "Rapid Metabolizer": "LA25390-8",
    "Normal Metabolizer": "LA25391-6",
    "Intermediate Metabolizer": "LA10317-8",
    "Poor Metabolizer": "LA9657-3",
}
DISPLAYS = {
    REPORT: "Genetic analysis report",
    GENOTYPE: "Genotype display name",
    HAPLOTYPE: "Haplotype name",
    VARIANT: "Genetic variant assessment",
    GENE_STUDIED: "Gene studied [ID]",
    DBSNP_ID: "dbSNP [ID]",
    ALLELIC_STATE: "Allelic state",
    MEDICATION_ASSESSED: "Medication assessed [ID]",
}


def profile(name: str) -> str:
    """The address of a profile of the guide."""
    return f"{GUIDE}StructureDefinition/{name}"
