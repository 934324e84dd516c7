"""What is held against item files: every fault by line, field and reason."""

import pytest

from pgx.cases.items.reading import FOLDER
from pgx.cases.schema.published import ITEM_FILE, item_schema_text
from tests.cases.items.conftest import GOOD
from tests.cases.items.malformed import FORM, MEANING


def test_the_small_file_has_no_fault(faults_of_items):
    assert faults_of_items(GOOD) == []


@pytest.mark.parametrize("old, new, line, field, reason", FORM + MEANING)
def test_faults_name_line_field_and_reason(faults_of_items, old, new, line, field, reason):
    assert old in GOOD
    found = faults_of_items(GOOD.replace(old, new, 1))
    said = [(fault.line, fault.column) for fault in found if reason in fault.reason]
    assert said == [(line, field)], [str(fault) for fault in found]


def test_faults_of_words_that_stand_in_a_case(faults_of_items, taught):
    case = taught.cases["whether-to-test"]
    option = next(options[0] for _, options in case.options_by_place())
    text = GOOD.replace(
        "The test names the one drug that is going to help this person.", option.text
    )
    assert "these words stand in the case whether-to-test" in str(faults_of_items(text)[0])


def test_the_published_schema_is_that_of_the_models():
    assert (FOLDER / ITEM_FILE).read_text() == item_schema_text(), "run make schema"
