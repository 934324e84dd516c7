"""The model beside what was observed: each number in its band, and as the dossier prints it."""

from dataclasses import replace

import pytest

from pgx.science.knowledge import Parameters
from pgx.science.quantities import QUANTITIES
from pgx.science.validation import count, validate
from tests.kb import FOLDER
from tests.knowledge.folders import grid

HEADER, *ROWS = grid(FOLDER / "observations.csv")
NAMES = [f"{row[0]}{row[1]}" for row in ROWS]
PRINTED = [f"{row[0]}{row[1]}" for row in ROWS if row[HEADER.index("dossier")]]
NUMBERS, OBSERVATIONS = 74, 36  # of model.md, section 7


@pytest.fixture(scope="module")
def outcomes(knowledge):
    return {each.observation.name: each for each in validate(knowledge)}


def spoiled(knowledge, symbol, value):
    numbers = dict(knowledge.parameters.numbers)
    numbers[symbol] = replace(numbers[symbol], value=value)
    return replace(knowledge, parameters=Parameters(numbers))


def failed(knowledge, names):
    rows = tuple(row for row in knowledge.observations if row.name in names)
    outcomes = validate(replace(knowledge, observations=rows))
    return {each.observation.name for each in outcomes if not each.passed}


def test_every_number_of_the_dossier_is_here(knowledge, outcomes):
    counts = count(tuple(outcomes.values()))

    assert (counts.numbers, counts.observations) == (NUMBERS, OBSERVATIONS)
    assert [each.number for each in knowledge.observations] == sorted(
        each.number for each in knowledge.observations
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_number_lies_in_its_band(outcomes, name):
    assert outcomes[name].passed, outcomes[name]


@pytest.mark.parametrize("name", PRINTED)
def test_every_number_is_that_of_an_independent_program(outcomes, name):
    printed = [float(text) for text in outcomes[name].observation.dossier.split("; ")]
    found = [outcomes[name].value] if len(printed) == 1 else list(outcomes[name].parts)

    assert found == pytest.approx(printed, rel=1e-2, abs=1e-12)


def test_every_kind_of_observation_is_used(knowledge):
    assert {row.quantity for row in knowledge.observations} == set(QUANTITIES)


@pytest.mark.parametrize(
    ("symbol", "value", "names"),
    [
        ("Emax_SERT", 0.7, {"1a", "2a", "7a"}),
        ("delta", 0.2, {"9b", "10a", "10b"}),
        ("tau_n", 2.0, {"13a", "14a"}),
        ("sigma", 0.1, {"20a", "21a"}),
        ("bMet2", 0.0, {"24a"}),
        ("delta_HTR3B", -0.3, {"32a"}),
        ("U_ket", 0.5, {"29c"}),
        ("kP4", 0.0, {"30a", "30b"}),
    ],
)
def test_a_spoiled_parameter_fails(knowledge, symbol, value, names):
    assert failed(knowledge, names) == set()
    assert failed(spoiled(knowledge, symbol, value), names) == names


def test_a_number_that_is_none_does_not_pass(knowledge, outcomes):
    for relation in ("within", "above", "below"):
        row = replace(outcomes["1a"].observation, relation=relation)
        assert not replace(outcomes["1a"], observation=row, value=float("nan")).passed
