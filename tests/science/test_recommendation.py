import pytest

from pgx.science.guideline import look_up
from pgx.science.panel import read_call
from pgx.science.phenotypes import metabolizer
from pgx.science.recommendation import category, recommend


@pytest.mark.parametrize(
    ("actions", "wanted"),
    [
        ("other drug; lower start", "consider another drug"),
        ("lower start; other drug", "consider another dose or slower titration"),
        ("usual start; slower titration", "consider another dose or slower titration"),
        ("usual start; higher maintenance if needed; other drug if needed", "usual start"),
        ("other drug; usual start; higher maintenance if needed", "consider another drug"),
        ("maximum dose", "consider another dose or slower titration"),
        ("caution", "consider another dose or slower titration"),
        ("usual start", "usual start"),
        ("silent", "no guideline statement"),
        ("no recommendation", "no guideline statement"),
        ("", "no guideline statement"),
    ],
)
def test_category_is_that_of_the_first_action_that_changes_something(actions, wanted):
    assert category(tuple(filter(None, actions.split("; ")))) == wanted


def recommended(knowledge, drug, **diplotypes):
    enzymes = {
        gene: metabolizer(
            knowledge, gene, read_call(knowledge.markers[gene], diplotypes.get(gene, ""))
        )
        for gene in knowledge.enzymes
    }
    return recommend(look_up(knowledge, drug, enzymes), knowledge.enzymes)


@pytest.mark.parametrize(
    ("drug", "diplotypes", "wanted"),
    [
        ("fluoxetine", {"CYP2D6": "*4/*4"}, "no guideline statement"),
        ("protriptyline", {"CYP2D6": "*4/*4"}, "no guideline statement"),
        ("venlafaxine", {"CYP2D6": "*4/*10"}, "no guideline statement"),
        ("sertraline", {"CYP2D6": "*4/*4", "CYP2B6": "*1/*1"}, "usual start"),
        ("amitriptyline", {"CYP2C19": "*1/*1"}, "usual start"),
        ("paroxetine", {"CYP2D6": "*1/*4"}, "consider another dose or slower titration"),
    ],
)
def test_recommend_takes_the_category_from_the_leading_body_alone(
    knowledge, drug, diplotypes, wanted
):
    found = recommended(knowledge, drug, **diplotypes)

    assert found.category == wanted
    assert found.leading is None or found.leading.body == "CPIC"


def test_recommend_says_what_the_advice_depends_on_before_what_has_no_advice(knowledge):
    found = recommended(knowledge, "sertraline")

    assert found.headline.startswith("What CPIC says depends on CYP2C19 and CYP2B6")
    assert found.leading is None
