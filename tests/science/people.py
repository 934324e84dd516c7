"""Subjects for tests of the chain."""

import numpy as np
from hypothesis import strategies as st

from pgx.science.exposure import Regimens
from pgx.science.modifiers import Genetics

MODIFIERS = ("SLC6A4", "HTR1A", "HTR4", "BDNF", "ABCB1")
REFERENCE = {"SLC6A4": 1, "HTR1A": 1, "HTR4": 0, "BDNF": 0, "ABCB1": 0}


def people(*changes, **common):
    """Genetics of one subject a dict of changes from the reference patient."""
    rows = [{"ratio": 1.0, **REFERENCE, **common, **change} for change in changes or [{}]]
    counts = {name: np.array([float(row[name]) for row in rows]) for name in MODIFIERS}
    ratios = [[row["ratio"], row.get("metabolite", row["ratio"])] for row in rows]
    return Genetics(np.array(ratios, dtype=float), counts)


def regimens(setup, drug, *doses):
    """The same drug at these doses, one a subject."""
    return Regimens(np.full(len(doses), setup.drug_index(drug)), np.array(doses, dtype=float))


genotype = st.fixed_dictionaries(
    {
        "ratio": st.floats(0.1, 8),
        "SLC6A4": st.integers(0, 2),
        "HTR1A": st.integers(0, 2),
        "HTR4": st.integers(0, 1),
        "BDNF": st.integers(0, 2),
        "ABCB1": st.integers(0, 2),
    }
)
