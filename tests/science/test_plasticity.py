import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pgx.science import chain, modifiers, occupancy, plasticity
from tests.science.people import people


@given(a=st.floats(0, 50))
def test_firing_is_1_without_a_block(a):
    assert plasticity.firing(np.array(a), np.array(1.0)) == pytest.approx(1)


@given(a=st.floats(0, 50), M=st.floats(1, 20))
def test_firing_solves_its_equation(a, M):
    F = plasticity.firing(np.array(a), np.array(M))

    assert F * (1 + a * (F * M - 1)) == pytest.approx(1)


def test_simulate_5ht4_agonism_is_faster_for_the_subject_who_has_it(knowledge):
    """No drug of this release is a 5-HT4 agonist; the equation is tried all the same."""
    setup = chain.setup(knowledge)
    zeros = np.zeros((2, len(setup.clock.days)))
    targets = occupancy.TRANSPORTERS, occupancy.AGONIST_TARGETS, occupancy.ANTAGONIST_TARGETS
    occupied = occupancy.Occupancy(*({target: zeros.copy() for target in kind} for kind in targets))
    occupied.bound["SERT"][:] = 0.8
    occupied.agonist["5-HT4"][1] = 0.5
    factors = modifiers.factors(
        knowledge.parameters, people({}, {}), modifiers.full_reach(knowledge)
    )

    course = plasticity.simulate(knowledge.parameters, setup.clock, occupied, factors)

    slow, fast = setup.clock.read(course.R, np.array([7.0]))[:, 0]
    assert fast > 2 * slow
    alone = plasticity.simulate(
        knowledge.parameters,
        setup.clock,
        occupancy.Occupancy(
            {k: v[:1] for k, v in occupied.bound.items()},
            {k: v[:1] for k, v in occupied.agonist.items()},
            {k: v[:1] for k, v in occupied.antagonist.items()},
        ),
        modifiers.factors(knowledge.parameters, people(), modifiers.full_reach(knowledge)),
    )
    assert (course.R[0] == alone.R[0]).all()
