import pytest

from pgx.cases.checking import together
from pgx.cases.checks import Setting
from pgx.cases.reading import read_case
from pgx.cases.together import contradicted
from pgx.cases.topics import Topic
from tests.cases.conftest import GOOD

TOPICS = [Topic(topic="exposure", name="Exposure", seed="genetics")]


@pytest.fixture
def found(ground):
    """What cases have together: the good one, each time with something else in it."""

    def found(*edits):
        texts = [GOOD.replace(old, new, 1) for old, new in edits]
        cases = [read_case("good.yaml", text.encode()).case for text in texts]
        return together(cases, Setting(ground, TOPICS))

    return found


NOTHING = ("", "")
NO_PREDICTION = ("sources:", "no_individual_prediction: true\nsources:")


def test_topics_of_the_seeds_are_covered_by_the_case_that_they_lead(found):
    assert "genetics" not in found(NOTHING).uncovered
    assert "circuits" in found(NOTHING).uncovered
    other = found(("[exposure]", "[other, exposure]"))
    assert "genetics" in other.uncovered


def test_a_belief_counts_where_a_run_contradicts_it(good):
    assert contradicted(good.case) == {"M01", "M18"}
    text = GOOD.replace("of: guess", "of: order").replace("[points]", "[row genes/CYP2C19 role]")
    assert contradicted(read_case("good.yaml", text.encode()).case) == {"M01"}


def test_the_share_without_an_individual_prediction(found):
    assert found(*[NOTHING] * 3, NO_PREDICTION).without_prediction == 0.25
    said = " ".join(found(*[NOTHING] * 4, NO_PREDICTION).missing())
    assert "fewer than a quarter" in said


def test_the_first_and_the_longest_give_nothing_away(found):
    first = ("- {id: a, text: The high level did it., misconception: M01,",
             "- {id: a, text: The high level did that., right: true,")  # fmt: skip
    assert found(NOTHING, NOTHING).first_is_right == 0
    every = found(first, NOTHING)
    assert (every.first_is_right, every.longest_is_right) == (0.5, 0.5)
    assert "the first option is right in 50%" in " ".join(every.missing())


def test_help_fades_within_a_topic(found):
    gaps, bare = (("help: worked", f"help: {word}") for word in ("gaps", "bare"))
    assert "the cases led by" not in " ".join(found(NOTHING, gaps, bare, bare).missing())
    said = " ".join(found(NOTHING, bare).missing())
    assert "the cases led by exposure are bare, worked; a topic's first 2: gaps, worked" in said
