"""Which genes stand at a station of the path, with what was read of each."""

from __future__ import annotations

from pgx.assessments.answer import Assessment, ClassAnswer, ResultAnswer, StationAnswer
from pgx.science.exposure import NORMAL
from pgx.web.charts import Gene

SAME = 1e-12  # what rounding leaves of ln 1


def genes(answer: Assessment, result: ResultAnswer, station: StationAnswer) -> tuple[Gene, ...]:
    """The genes that enter at a station."""
    classes = {each.gene: each for each in (*answer.classes, *result.enzymes)}
    return tuple(_gene(answer, result, classes[name]) for name in station.genes)


def _gene(answer: Assessment, result: ResultAnswer, found: ClassAnswer) -> Gene:
    if found.converted_by:
        given = ", ".join(_read(answer, found)) or found.status
        return Gene(found.gene, given, "called", "+ " + ", ".join(found.converted_by))
    if found.status != "called":
        return Gene(found.gene, found.status, "open")
    given = ", ".join(_read(answer, found))
    return Gene(found.gene, given, "reference" if _is_reference(result, found) else "called")


def _read(answer: Assessment, found: ClassAnswer) -> list[str]:
    """The genotypes that were read of the gene’s markers, in the words of who gave them."""
    of_gene = [each for each in answer.calls if each.gene == found.gene and each.used_in_model]
    return [each.given for each in of_gene if each.status == "called"]


def _is_reference(result: ResultAnswer, found: ClassAnswer) -> bool:
    """Whether the genotype is the reference patient's, so that it moves nothing."""
    if found.phenotype:
        return found.phenotype == NORMAL
    part = next((each for each in result.contributions if each.group == found.gene), None)
    return part is not None and part.ln is not None and abs(part.ln) < SAME
