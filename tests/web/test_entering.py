"""Which genes stand at a station: by the equations, with what was read of each."""

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.web.entering import genes


def entering(knowledge, drug, co_medications=(), **genotypes):
    given = {name.replace("_", "-"): text for name, text in genotypes.items()}
    question = Question(given, regimens=(Regimen(drug),), co_medications=co_medications)
    answer = assess(question, knowledge=knowledge)
    result = answer.results[0]
    found = {each.key: genes(answer, result, each) for each in result.path}
    return {
        key: [(g.name, g.genotype, g.state, *g.lines[2:]) for g in each]
        for key, each in found.items()
    }


def test_each_gene_stands_once_where_it_first_acts(knowledge):
    found = entering(
        knowledge, "escitalopram", CYP2C19="*2/*2", rs6265="Val/Met", rs6295="C/G", rs1345697="Q/Q"
    )
    assert found["exposure"] == [("CYP2C19", "*2/*2", "called")]
    assert found["occupancy"] == [("ABCB1", "not tested", "open")]
    assert found["tone"] == [
        ("SLC6A4", "not tested", "open"),
        ("HTR1A", "C/G", "reference", "as reference"),
    ]
    assert found["bdnf"] == [("HTR4", "invalid", "open"), ("BDNF", "Val/Met", "called")]
    assert found["plasticity"] == found["resilience"] == found["response"] == []


def test_a_gene_that_cannot_act_on_a_drug_is_not_on_its_path(knowledge):
    names = {name for each in entering(knowledge, "ketamine").values() for name, *_rest in each}
    assert "ABCB1" not in names
    assert "CYP2C19" not in names


def test_an_inhibitor_acts_whether_or_not_the_gene_was_tested(knowledge):
    found = entering(knowledge, "nortriptyline", ("bupropion",))
    assert found["exposure"] == [("CYP2D6", "not tested", "called", "+ bupropion")]
