import pytest

from pgx.assessments.assess import assess
from pgx.web.examples import PEOPLE
from pgx.web.explore import _question as question


def answered(knowledge, number):
    return assess(question(dict(PEOPLE[number].query)), knowledge=knowledge)


@pytest.mark.parametrize("number", range(len(PEOPLE)))
def test_everybody_who_can_be_loaded_has_an_answer(knowledge, number):
    answer = answered(knowledge, number)

    assert len(answer.results) == 1
    assert "invalid" not in {call.status for call in answer.calls}
