"""A Variant of the Genomics Reporting guide, as others send it."""

from tests.ehr.calls import LOINC, observation

PRESENT, ABSENT = "LA9633-4", "LA9634-2"
HOMOZYGOUS, HETEROZYGOUS, HEMIZYGOUS = "LA6705-3", "LA6706-1", "LA6707-9"
DBSNP = "http://www.ncbi.nlm.nih.gov/projects/SNP"


def variant(state=HETEROZYGOUS, rsid="rs6295", present=PRESENT, ref="", alt="", hgvs=""):
    """`ref` and `alt` are the letters of the components; `hgvs` a genomic name."""
    found = observation("", code="69548-6")
    found["valueCodeableConcept"] = _code(LOINC, present)
    found["component"] = [
        {"code": _code(LOINC, code)} | value
        for code, value, is_there in (
            ("81255-2", {"valueCodeableConcept": _code(DBSNP, rsid)}, rsid),
            ("53034-5", {"valueCodeableConcept": _code(LOINC, state)}, state),
            ("69547-8", {"valueString": ref}, ref),
            ("69551-0", {"valueString": alt}, alt),
            ("81290-9", {"valueCodeableConcept": _code("http://varnomen.hgvs.org", hgvs)}, hgvs),
        )
        if is_there
    ]
    return found


def _code(system, code):
    return {"coding": [{"system": system, "code": code}]}
