"""Panels with every drug, evaluated without a database: for tests of what is said."""

import numpy as np

from pgx.science.columns import Column
from pgx.science.evaluation import evaluate, repeat
from pgx.science.panel import read_panel

PANELS = (
    {},
    {"CYP2C19": "*1/*1", "CYP2D6": "*1/*1", "CYP2B6": "*1/*1"},
    {"CYP2C19": "*2/*2", "CYP2D6": "*4/*4", "CYP2B6": "*6/*6"},
    {"CYP2C19": "*17/*17", "CYP2D6": "*1x2/*2x2", "CYP2B6": "*4/*4"},
    {"CYP2C19": "*1/*17", "CYP2D6": "*1x2/*17", "CYP2B6": "*1/*6"},
    {"CYP2C19": "*2/*9", "CYP2D6": "*1/*22"},
    {"CYP2C19": "*1/*12", "CYP2D6": "*4/*10"},
    {"CYP2D6": "*9/*41", "5-HTTLPR": "S/S", "rs25531": "A/A"},
    {"CYP2C19": "*1/*2", "CYP2D6": "*1/*4", "5-HTTLPR": "L/XL"},
    {"CYP2C19": "nonsense", "rs6295": "C/G", "rs6265": "A/A", "rs1345697": "G/G"},
    {"5-HTTLPR": "L/S", "rs25531": "A/G", "rs6295": "G/G", "rs2032583": "C/C", "CYP2B6": "*6/*6"},
)


def evaluated(knowledge, panel, doses=1.0):
    """Every modelled drug at so many times its reference dose: one row a drug."""
    drugs = list(knowledge.drugs.values())
    texts = {marker: [text] for marker, text in panel.items()}
    strands = dict.fromkeys(knowledge.markers, "literature")
    calls = read_panel(knowledge, texts, strands, subjects=1)
    dose = np.array([drug.value("reference_dose") for drug in drugs]) * doses
    names = Column.of(drug.drug for drug in drugs)
    return evaluate(knowledge, repeat(calls, len(drugs)), names, dose, depth="summary")


def row_of(evaluation, drug):
    """The row of a drug."""
    return next(r for r in range(len(evaluation.drugs)) if evaluation.drug(r).drug == drug)
