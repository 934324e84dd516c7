"""What the page of an effect says of each move, with small changes of the shipped release."""

import pytest

from pgx.assessments.effect import effect, reference_panels
from pgx.web.desk.moved import about, picture
from tests.assessments.effect.drafts import changed

ESCITALOPRAM = {"drug": "escitalopram", "gene": "CYP2C19", "phenotype": "Poor Metabolizer"}
SERTRALINE = {"drug": "sertraline", "gene": "CYP2B6", "phenotype": "Poor Metabolizer"}


@pytest.mark.parametrize(("where", "is_published"), [(ESCITALOPRAM, True), (SERTRALINE, False)])
def test_picture_fills_what_rests_on_studies_alone(knowledge, shipped, where, is_published):
    draft = changed(shipped, "exposure_ratios", {"ratio": 5.0}, **where)
    rows = {str(row.name): row for row in picture(effect(knowledge, draft)).rows}

    assert bool(rows["Level against the reference"].published) == is_published
    assert rows["Mean level"].modelled
    assert not rows["Mean level"].published


def test_picture_opens_what_one_side_models(knowledge, shipped):
    update = {"ratio": 5.0, "confidence": "illustrative"}
    weaker = changed(shipped, "exposure_ratios", update, **ESCITALOPRAM)
    for moves in (effect(knowledge, weaker), effect(weaker, knowledge)):
        chart = picture(moves)
        assert not any(row.published for row in chart.rows)
        assert not any("pt-pub" in mark.css for mark in chart.wide.marks)


@pytest.mark.parametrize(
    ("drug", "unit"), [("ketamine", " mg a session, "), ("sertraline", " mg/day, ")]
)
def test_about_writes_the_unit_of_the_dose(knowledge, drug, unit):
    panel = next(each for each in reference_panels() if each.drug == drug)

    assert unit in about(panel, knowledge)
