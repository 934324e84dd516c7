"""The effect of a changed knowledge base, with small changes of the shipped one."""

import pytest

from pgx.assessments.assess import assess
from pgx.assessments.effect import effect, reference_panels
from pgx.assessments.question import check
from pgx.assessments.rows import evaluate_checked
from tests.assessments.effect.drafts import changed

ESCITALOPRAM_PM = {"drug": "escitalopram", "gene": "CYP2C19", "phenotype": "Poor Metabolizer"}


@pytest.fixture(scope="module")
def ratio_changed(knowledge, shipped):
    """CYP2C19 poor metabolizers have five times the level of escitalopram, not 3.3 times."""
    return changed(shipped, "exposure_ratios", {"ratio": 5.0}, **ESCITALOPRAM_PM)


def numbers(move):
    return {each.quantity: each for each in move.numbers}


def test_a_note_moves_nothing(knowledge, shipped):
    draft = changed(shipped, "exposure_ratios", {"note": "read again"}, **ESCITALOPRAM_PM)
    found = effect(knowledge, draft)

    assert found.is_nothing
    assert (found.panels, found.moved) == (200, 0)
    assert len(found.table) == len(knowledge.observations)


def test_a_ratio_moves_the_panels_that_rest_on_it(knowledge, ratio_changed):
    found = effect(knowledge, ratio_changed)
    asked = [panel for panel in reference_panels() if panel.drug == "escitalopram"]
    evaluation = evaluate_checked(knowledge, [check(knowledge, each.question) for each in asked])
    acting = evaluation.phenotypes.enzymes["CYP2C19"]
    resting = {
        panel.subject
        for row, panel in enumerate(asked)
        if acting[row].phenotype == "Poor Metabolizer" and not evaluation.stopped[row]
    }

    assert {move.panel.subject for move in found.moves} == resting
    assert set(found.by_drug) == {"escitalopram"}
    assert found.by_quantity["exposure_ratio"] == len(resting)
    assert "category" not in found.by_quantity
    ratio = numbers(found.moves[0])["exposure_ratio"]
    assert (ratio.before, ratio.after) == (3.3, 5.0)
    assert ratio.ratio == pytest.approx(5.0 / 3.3)
    assert [each.observation.name for each in found.table if each.leaves] == ["27a"]


def test_an_answer_is_that_of_assess(knowledge, ratio_changed):
    """The many panels at once and the one entry give the same numbers and words."""
    move = effect(knowledge, ratio_changed).moves[0]
    for side, name in ((knowledge, "before"), (ratio_changed, "after")):
        [result] = assess(move.panel.question, knowledge=side).results
        for each in move.numbers:
            assert getattr(each, name) == pytest.approx(getattr(result, each.quantity), rel=1e-12)


def test_a_level_is_published_where_both_answers_say_so(knowledge, ratio_changed):
    """One of these panels is converted by a drug taken beside, which is modelled."""
    found = {}
    for move in effect(knowledge, ratio_changed).moves:
        answers = [assess(move.panel.question, knowledge=x) for x in (knowledge, ratio_changed)]
        layers = {answer.results[0].level_layer for answer in answers}
        found[move.panel.subject] = layers == {"published"}
        assert numbers(move)["exposure_ratio"].is_published == found[move.panel.subject]
        assert not numbers(move)["level_ng_per_ml"].is_published

    assert set(found.values()) == {True, False}


def test_another_statement_moves_the_category(knowledge, shipped):
    wanted = {"body": "CPIC", "drug": "escitalopram", "key_1": "Poor Metabolizer"}
    [row] = [
        row
        for row in shipped.rows["guideline_statements"]
        if all(getattr(row, name) == value for name, value in wanted.items()) and not row.gene_2
    ]
    update = {"actions": ("usual start",), "statement": "Start as usual."}
    found = effect(knowledge, changed(shipped, "guideline_statements", update, **wanted))
    words = {each.quantity: each for each in found.moves[0].words}

    assert words["category"].after == "usual start"
    assert words["wording"].of == "CPIC CYP2C19"
    assert (words["wording"].before, words["wording"].after) == (row.statement, "Start as usual.")
    assert not found.moves[0].numbers
    assert not found.moved_numbers


def test_a_caution_that_goes_is_said(knowledge, shipped):
    caution = next(row for row in shipped.rows["cautions"] if row.about == ("escitalopram",))
    found = effect(knowledge, changed(shipped, "cautions", None, caution=caution.caution))

    assert found.by_quantity == {"sentences": len(found.moves)}
    assert {move.panel.drug for move in found.moves} == {"escitalopram"}
    assert all(move.go == (caution.text,) and not move.appear for move in found.moves)


def test_a_removed_drug_loses_its_panels(knowledge, shipped):
    found = effect(knowledge, changed(shipped, "drugs", None, drug="trazodone"))
    back = effect(changed(shipped, "drugs", None, drug="trazodone"), knowledge)

    assert {panel.drug for panel, _ in found.lost} == {"trazodone"}
    assert all("trazodone" in reason for _, reason in found.lost)
    assert found.moved == len(found.lost) == len(back.regained)
    assert not found.moves


def test_ratios_that_go_leave_numbers_that_cannot_be_computed(knowledge, shipped):
    where = {"drug": "escitalopram", "gene": "CYP2C19"}
    found = effect(knowledge, changed(shipped, "exposure_ratios", None, **where))
    lost = {each.observation.name for each in found.table if each.leaves}

    assert "27a" in lost
    assert all(each.after.value is None for each in found.table if each.leaves)
    assert {"exposure_ratio", "sentences"} <= set(found.by_quantity)


def test_an_observation_that_goes_and_one_that_appears(knowledge, shipped):
    without = changed(shipped, "observations", None, number=1, part="a")
    gone, new = effect(knowledge, without), effect(without, knowledge)

    assert [each.observation.name for each in gone.table if each.goes] == ["1a"]
    assert [each.observation.name for each in new.table if each.appears] == ["1a"]
