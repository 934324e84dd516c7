"""A cell hides nothing: what a phenotype does not tell apart stands in variants."""

from pgx.assessments.cells import make_cell, mark
from pgx.assessments.disagreements import cells
from pgx.science.classes import every_class


def test_a_cell_tells_apart_the_scores_that_a_body_tells_apart(knowledge):
    normal, fast = cells(knowledge)["paroxetine|CYP2D6|Ultrarapid"].variants

    assert normal.kind == "phenotype definition" and normal.scores("CYP2D6") == (2.5,)
    assert fast.kind == "agree" and min(fast.scores("CYP2D6")) > 2.5


def test_a_variant_rests_on_the_row_of_every_score(knowledge):
    (variant,) = cells(knowledge)["venlafaxine|CYP2D6|Intermediate"].variants
    cpic = variant.positions[0]

    assert variant.scores("CYP2D6") == (0.25, 0.5, 0.75, 1)
    assert [row.keys for row in cpic.rows] == [("0.25",), ("0.5",), ("0.75",), ("1",)]


def test_scores_with_other_words_are_apart(knowledge):
    classes = [{"CYP2D6": each} for each in every_class(knowledge, "CYP2D6")[:2]]
    poor, next_to_it = make_cell(knowledge, "venlafaxine", ("CYP2D6",), "all", classes).variants

    assert poor.scores("CYP2D6") == (0,) and next_to_it.scores("CYP2D6") == (0.25,)


def test_marks_say_what_each_body_does(knowledge):
    known = cells(knowledge)

    def marks(key):
        return [own for _body, own in known[key].marks]

    assert marks("venlafaxine|CYP2D6|Poor") == [("asks",), ("asks",), ("divided",)]
    assert marks("venlafaxine|CYP2D6|Intermediate") == [("none",), ("asks",), ("no row",)]
    assert marks("bupropion|CYP2B6|any") == [("silent",)] * 3
    assert marks("paroxetine|CYP2D6|Ultrarapid")[1] == ("none", "asks")


def test_mark_of_a_body_that_contradicts_itself(knowledge):
    fda = cells(knowledge)["venlafaxine|CYP2D6|Poor"].variants[0].positions[2]

    assert {row.document for row in fda.rows} == {
        "table section 1 (therapeutic management)",
        "label",
    }
    assert mark(fda) == "divided"
