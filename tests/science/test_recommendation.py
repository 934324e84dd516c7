import pytest

from pgx.science.recommendation import category


@pytest.mark.parametrize(
    ("actions", "wanted"),
    [
        ("other drug; lower start", "consider another drug"),
        ("lower start; other drug", "consider another dose or slower titration"),
        ("usual start; slower titration", "consider another dose or slower titration"),
        ("usual start; higher maintenance if needed; other drug if needed", "usual start"),
        ("other drug; usual start; higher maintenance if needed", "consider another drug"),
        ("maximum dose", "consider another dose or slower titration"),
        ("usual start", "usual start"),
        ("no recommendation", "no guideline statement"),
        ("", "no guideline statement"),
    ],
)
def test_category_is_that_of_the_first_action_that_changes_something(actions, wanted):
    assert category(tuple(filter(None, actions.split("; ")))) == wanted


def test_category_is_known_for_every_row_of_the_release(knowledge):
    for statement in knowledge.statements:
        assert category(statement.actions)
