"""What a page cannot tell: whether the combination is safe first, and nothing lost."""

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.web.cannot_tell import TOGETHER, cannot_tell


def groups(knowledge, drug, beside=()):
    question = Question({}, regimens=(Regimen(drug),), co_medications=beside)
    answer = assess(question, knowledge=knowledge)
    return cannot_tell(knowledge, answer, answer.results[0]), answer


def test_every_name_of_a_combination_is_a_caution_of_the_release(knowledge):
    assert set(TOGETHER) <= {each.row.partition("/")[2] for each in knowledge.cautions}


def test_no_caution_of_a_drug_is_lost_or_said_twice(knowledge):
    for drug in knowledge.drugs:
        found, answer = groups(knowledge, drug)
        said = [each.text for group in found for each in group.said]
        about = (answer.results[0].reasoning, answer.beside_every_drug)
        assert {each.text for one in about for each in (*one.caveats, *one.barriers)} <= set(said)
        assert len(said) == len(set(said)), drug


def test_what_stopped_the_answer_answers_whether_it_is_safe(knowledge):
    found, answer = groups(knowledge, "sertraline", ("phenelzine",))
    assert found[0].plain == (answer.results[0].recommendation.headline,)
    assert groups(knowledge, "sertraline")[0][0].plain == ()


def test_everyone_under_25_is_warned_of(knowledge):
    found, _answer = groups(knowledge, "sertraline")
    assert any("boxed warning" in each.text for each in found[1].said)
