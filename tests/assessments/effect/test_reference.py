"""The reference panels: what occurs in them."""

from collections import Counter

from pgx.assessments.effect import reference_panels
from pgx.assessments.effect.reference import FILE
from pgx.assessments.question import check
from pgx.assessments.rows import evaluate_checked
from tests.reference_panels import text


def evaluated(knowledge):
    checked = [check(knowledge, panel.question) for panel in reference_panels()]
    return evaluate_checked(knowledge, checked)


def test_the_file_is_what_its_rule_makes(knowledge):
    """Where the knowledge base has grown, `write()` there writes the file again."""
    assert FILE.read_text(encoding="utf-8") == text(knowledge)


def test_two_hundred_panels_name_every_drug_phenotype_and_class(knowledge):
    panels, evaluation = reference_panels(), evaluated(knowledge)
    drugs = Counter(panel.drug for panel in panels)
    doses = {evaluation.drug(row).drug: set() for row in range(200)}
    for row, panel in enumerate(panels):
        doses[panel.drug].add(float(evaluation.regimens.dose[row]))

    assert len(panels) == len({panel.subject for panel in panels}) == 200
    assert set(drugs) == set(knowledge.drugs)
    assert min(drugs.values()) >= 2
    assert sum(len(each) > 1 for each in doses.values()) > len(doses) / 2
    for gene in knowledge.enzymes:
        found = {evaluation.phenotypes.enzymes[gene][row].phenotype for row in range(200)}
        measured = {ratio.phenotype for ratio in knowledge.exposure_ratios if ratio.gene == gene}
        assert measured | {"Normal Metabolizer"} <= found
    for name, column in evaluation.phenotypes.modifiers.items():
        rule = knowledge.modifiers[name].rule
        counts = {column[row].count for row in range(200)}
        assert counts == ({None, 0, 1, 2} if rule == "count" else {None, 0, 1})


def test_the_panels_have_every_status_and_co_medications(knowledge):
    evaluation = evaluated(knowledge)
    rows = range(200)
    statuses = {column[row].status for column in evaluation.panel.values() for row in rows}
    converted = {
        gene
        for gene, column in evaluation.phenotypes.enzymes.items()
        if any(column[row].converted_by for row in rows)
    }
    taken = {name for panel in reference_panels() for name in panel.question.co_medications}

    assert {"called", "not tested", "ambiguous"} <= statuses
    assert converted == set(knowledge.enzymes)
    assert taken == {row.name for row in knowledge.co_medications}
    assert any(evaluation.stopped[row] for row in rows)
