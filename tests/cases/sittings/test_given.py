"""An option and a confidence, and nothing else."""

import pytest

from pgx.cases.items import bank
from pgx.cases.sittings import AnswerRefused
from pgx.cases.sittings.given import Given, read
from tests.cases.sittings.making import publish_item, sent


@pytest.fixture
def item(db):
    return bank.item_of(publish_item("M01", "a"))


def test_read_what_is_offered(item):
    assert read(item, sent("steep", 0)) == Given("steep", 0)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"option": []}, "option", "missing"),
        ({"option": [""]}, "option", "missing"),
        ({"option": ["flat", "steep"]}, "option", "not_offered"),
        ({"option": ["m01-a"]}, "option", "not_offered"),
        ({"option": ["\0"]}, "option", "not_offered"),
        ({"confidence": []}, "confidence", "missing"),
        ({"confidence": ["3"]}, "confidence", "not_offered"),
        ({"confidence": ["-1"]}, "confidence", "not_offered"),
        ({"confidence": ["²"]}, "confidence", "not_offered"),
        ({"confidence": ["sure"]}, "confidence", "not_offered"),
    ],
)
def test_read_anything_else_names_the_field(item, wrong, field, code):
    with pytest.raises(AnswerRefused) as refused:
        read(item, sent() | wrong)
    assert [(each.field, each.code) for each in refused.value.errors] == [(field, code)]


def test_read_nothing_names_both(item):
    with pytest.raises(AnswerRefused) as refused:
        read(item, {})
    assert [each.field for each in refused.value.errors] == ["option", "confidence"]
