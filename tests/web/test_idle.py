"""What changes nothing is said of genotypes that no body acts on, and of no other."""

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.web.idle import changes_nothing, without_effect


def asked(knowledge, drug, **genotypes):
    given = {name.replace("__", "-"): text for name, text in genotypes.items()}
    question = Question(given, "literature", (Regimen(drug, None),))
    answer = assess(question, knowledge=knowledge)
    return answer, answer.results[0]


def test_a_gene_that_decides_is_never_said_to_change_nothing(knowledge):
    """FDA's silence on CYP2C19 beside CPIC's advice is no reason."""
    both = asked(knowledge, "escitalopram", CYP2C19="*2/*2")
    assert changes_nothing(*both) == ""
    assert without_effect(*both) == []


def test_the_transporter_changes_nothing_and_who_looked_is_said(knowledge):
    both = asked(knowledge, "sertraline", **{"5__HTTLPR": "S/S", "rs25531": "A/A"})
    said = "5-HTTLPR S/S and rs25531 A/A change nothing in the recommendation."
    assert changes_nothing(*both) == said
    assert [line.partition(":")[0] for line in without_effect(*both)] == [
        "SLC6A4 (5-HTTLPR S/S, rs25531 A/A), CPIC 2023"
    ]


def test_one_genotype_is_one(knowledge):
    both = asked(knowledge, "sertraline", rs6265="G/A", CYP2C19="*1/*1")
    assert changes_nothing(*both) == "rs6265 G/A changes nothing in the recommendation."
