"""The address of a comparison: read and written by one pair of functions."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from pgx.web.compare.address import address, read

NAMES = st.sampled_from(["drug", "CYP2C19", "rs6265", "5-HTTLPR", "co_medications"])
TEXTS = st.text("aZ1*/'; &=+%é中.#\n", min_size=1, max_size=12).filter(str.strip)
SIDES = st.lists(st.dictionaries(NAMES, TEXTS, min_size=1), min_size=1, max_size=4)


def asked(text):
    return read(QueryDict(text))


@settings(deadline=None)  # the first one loads every address of the project
@given(SIDES, st.booleans())
def test_address_is_read_as_it_was_written(sides, only):
    query = address(sides, "0.5.0", only).partition("?")[2]
    found = asked(query)
    assert found.given == sides
    assert found.only_differences is only
    assert QueryDict(query)["release"] == "0.5.0"
    assert not found.errors


def test_address_is_readable():
    sides = [{"CYP2C19": "*2/*2", "drug": "escitalopram"}, {"drug": "sertraline"}]
    assert address(sides) == "/compare?a.CYP2C19=*2/*2&a.drug=escitalopram&b.drug=sertraline"


def test_empty_fields_are_no_side():
    assert not asked("a.drug=&b.CYP2C19=+").sides


@pytest.mark.parametrize("name", ["drug", "e.drug", "a.", ".drug", "a.release", "A.drug"])
def test_what_belongs_to_no_side_is_said(name):
    found = asked(f"{name}=escitalopram&b.drug=sertraline")
    assert [error.field for error in found.errors] == [name]
    assert list(found.sides) == ["b"]


def test_another_word_than_differences_is_said():
    assert [error.field for error in asked("only=everything").errors] == ["only"]
