import csv

import numpy as np
import pytest
from hypothesis import given, settings

from pgx.science import chain, modifiers
from pgx.science.explanation import contributions
from tests.science.people import genotype, people, regimens
from tests.science.test_chain import FIXTURES


def explain(knowledge, drug, dose, person):
    setup = chain.setup(knowledge)
    reference = modifiers.reference(knowledge, 1)
    return contributions(setup, regimens(setup, drug, dose), people(person), reference)


@settings(max_examples=100, deadline=None)
@given(person=genotype)
def test_contributions_sum_to_the_total(knowledge, person):
    found = explain(knowledge, "escitalopram", 10, person)

    assert sum(found.groups.values())[0] == pytest.approx(found.total[0], abs=1e-12)


def test_contributions_agree_with_the_reference_results(knowledge):
    person = {"ratio": 0.8, "SLC6A4": 2, "HTR1A": 2, "HTR4": 1, "BDNF": 1, "ABCB1": 1}
    with FIXTURES.open() as stream:
        wanted = {
            r["quantity"]: float(r["value"]) for r in csv.DictReader(stream) if r["id"] == "L01"
        }

    found = explain(knowledge, "escitalopram", 10, person)

    assert found.total[0] == pytest.approx(wanted.pop("ln R/Rref"), rel=1e-3)
    assert len(wanted) == 6
    for name, value in wanted.items():
        assert found.groups[name.removeprefix("contribution ")][0] == pytest.approx(value, rel=1e-3)


def test_contributions_of_the_reference_are_nothing(knowledge):
    found = explain(knowledge, "citalopram", 20, {})

    assert all(part[0] == 0 for part in found.groups.values())


def test_contributions_without_an_effect_are_not_a_number(knowledge):
    assert np.isnan(explain(knowledge, "citalopram", 0, {"BDNF": 2}).total[0])
