"""Counterfactual switches: an address that asks what the row says."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.web.switches import switched_to

PANELS = [
    {"CYP2C19": "*2/*2", "5-HTTLPR": "S/S", "rs6265": "C/T"},
    {"CYP2D6": "*4/*4", "rs6295": "C/C", "orientation": "literature"},
    {"CYP2D6": "*1/*2", "rs6295": "G/G", "orientation": "plus"},
]


def asked(knowledge, drug, given):
    given = dict(given)
    orientation = given.pop("orientation", None)
    return assess(Question(given, orientation, (Regimen(drug),)), knowledge=knowledge).results[0]


@pytest.mark.parametrize("given", PANELS, ids=["no strand", "literature", "plus"])
@pytest.mark.parametrize("drug", ["escitalopram", "venlafaxine"])
def test_a_switch_gives_the_numbers_of_its_row(knowledge, drug, given):
    result = asked(knowledge, drug, given)
    others = [each for each in result.counterfactuals if not each.is_own]
    assert others
    for each in others:
        address = switched_to(knowledge, {**given, "drug": drug}, each)
        assert address, each
        query = dict(parse_qsl(urlsplit(address).query))
        assert query.pop("drug") == drug
        found = asked(knowledge, drug, query)
        assert found.exposure_ratio == pytest.approx(each.level_ratio)
        assert found.relative_response == pytest.approx(each.relative_response)


def test_a_switch_puts_a_marker_in_place_under_its_own_name(knowledge):
    given = {"RS6265": "C/T"}
    result = asked(knowledge, "escitalopram", given)
    each = next(c for c in result.counterfactuals if c.becomes == "Val/Val")
    query = dict(parse_qsl(urlsplit(switched_to(knowledge, given, each)).query))
    assert list(query) == ["rs6265"]
