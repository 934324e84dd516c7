"""Subjects for tests of the chain."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from pgx.science import chain, modifiers
from pgx.science.chain import Rows
from pgx.science.exposure import Regimens
from pgx.science.modifiers import Genetics

REFERENCE = {"SLC6A4": 1, "HTR1A": 1, "HTR4": 0, "BDNF": 0, "ABCB1": 0, "HTR2A": 0, "HTR3B": 0}
# What symptoms see of a modifier where the switch lets the mechanism reach them.
SWITCH = {False: modifiers.symptom_reach, True: modifiers.full_reach}


def people(*changes, **common):
    """Genetics of one subject a dict of changes from the reference patient.

    `ratio` and `metabolite` are the levels over those of a normal metabolizer.
    """
    rows = [{"ratio": 1.0, **REFERENCE, **common, **change} for change in changes or [{}]]
    counts = {name: np.array([float(row[name]) for row in rows]) for name in REFERENCE}
    ratios = [[row["ratio"], row.get("metabolite", row["ratio"])] for row in rows]
    return Genetics(np.array(ratios, dtype=float), counts)


def rows_of(knowledge, drug, doses, *changes, switch=False):
    """Rows of one drug at these doses: one subject a dict of changes, or one for all doses."""
    setup = chain.setup(knowledge)
    doses = np.atleast_1d(np.array(doses, dtype=float))
    count = max(len(doses), len(changes))
    subjects = (changes or ({},)) * (count if len(changes) < 2 else 1)
    regimens = Regimens(np.full(count, setup.drug_index(drug)), np.resize(doses, count))
    return Rows(regimens, people(*subjects), SWITCH[switch](knowledge))


def mixed_rows(knowledge, regimens, *changes, switch=False):
    """Rows of one (drug, dose) and one dict of changes each."""
    setup = chain.setup(knowledge)
    drugs = np.array([setup.drug_index(drug) for drug, _ in regimens])
    doses = np.array([float(dose) for _, dose in regimens])
    return Rows(Regimens(drugs, doses), people(*changes), SWITCH[switch](knowledge))


def at(setup, *days):
    """The setup that reads courses at these days."""
    other = replace(setup, days=np.array(days, dtype=float))
    other.__dict__["calibration"] = setup.calibration  # solved once, whatever the days
    return other


def simulate(knowledge, key, rows, *days):
    """One key of these rows, at these days where it is a course."""
    setup = chain.setup(knowledge)
    return chain.simulate(at(setup, *days) if days else setup, rows, (key,))[key]


genotype = st.fixed_dictionaries(
    {
        "ratio": st.floats(0.1, 8),
        "metabolite": st.floats(0.1, 8),
        "SLC6A4": st.integers(0, 2),
        "HTR1A": st.integers(0, 2),
        "HTR4": st.integers(0, 1),
        "BDNF": st.integers(0, 2),
        "ABCB1": st.integers(0, 2),
        "HTR2A": st.integers(0, 1),
        "HTR3B": st.integers(0, 1),
    }
)


def drug_names(knowledge):
    """Every drug of the release."""
    return list(knowledge.drugs)
