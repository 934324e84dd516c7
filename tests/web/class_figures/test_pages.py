"""The pages of a class's figures, as its instructor reads them."""

import html

import numpy as np
import pytest
from django.contrib.auth import get_user_model

from pgx.cases.classes import changed, new_code, shown_code
from pgx.cases.models import Kind
from tests.cases.figures.making import BELIEFS, make_class, sit

pytestmark = pytest.mark.usefixtures("release")
LEARNERS = 20
STATEMENT = "A higher level means proportionally more occupancy and more effect"  # of M01


@pytest.fixture
def teacher(client):
    user = get_user_model().objects.create_user("teacher")
    client.force_login(user)
    return user


@pytest.fixture
def planted(teacher):
    return make_class(LEARNERS, teacher)


def all_but(belief: str, holders: int, learners: int = LEARNERS) -> np.ndarray:
    """Everybody is right of everything, but so many hold one belief."""
    right = np.ones((learners, len(BELIEFS)), int)
    right[:holders, BELIEFS.index(belief)] = 0
    return right


def page(client, planted, name: str = "beliefs", **query) -> str:
    answer = client.get(f"/classes/{planted.of_class.pk}/{name}/", query)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.content.decode()).split())


def test_the_heading_states_the_worst_belief(client, planted):
    sit(planted, Kind.PRE, all_but("M03", 15))
    sit(planted, Kind.POST, all_but("M01", 11))

    shown = page(client, planted)

    assert f"Eleven of twenty go with “{STATEMENT}” after the course." in shown
    assert shown.index(STATEMENT) < shown.index("A poor metabolizer responds poorly")
    assert "0.13" in shown  # published courses, beside the gain
    assert "0.392" in shown or "0.39" in shown
    assert "does not show which course teaches more" in shown


def test_the_heading_of_one_learner_speaks_of_one(client, teacher):
    planted = make_class(1, teacher)
    sit(planted, Kind.PRE, all_but("M01", 1, 1))
    said = f"Only one has answered before the course, with “{STATEMENT}”."
    assert said in page(client, planted)


def test_small_numbers_are_not_overstated(client, teacher):
    planted = make_class(3, teacher)
    sit(planted, Kind.PRE, all_but("M01", 2, 3))

    shown = page(client, planted)

    assert f"Only three have answered before the course, two of them with “{STATEMENT}”." in shown
    assert "No gain yet: nobody has finished both tests." in shown
    sit(planted, Kind.POST, all_but("M02", 2, 3))
    changed(planted.members[0].learner)
    few = "of too few learners to say whether 0.5 was reached."
    assert few in page(client, planted)
    assert "Fewer than 5 people have taken a test" in page(client, planted, "project")


def test_a_test_of_few_is_not_projected(client, planted):
    sit(planted, Kind.PRE, all_but("M03", 15))
    sit(planted, Kind.POST, all_but("M01", 3, 4))

    shown = page(client, planted, "project")

    assert "Fifteen of twenty go with “A poor metabolizer responds poorly” before" in shown
    assert "of 4<" not in shown


def test_a_gain_says_whether_a_half_is_shown(client, planted):
    pre = np.zeros((LEARNERS, len(BELIEFS)), int)
    pre[:, :4] = 1
    post = pre.copy()
    post[:, 4:8] = 1
    sit(planted, Kind.PRE, pre)
    sit(planted, Kind.POST, post)

    assert "The class learnt 0.67 of what it could: at least 0.5 is shown." in page(client, planted)


def test_nothing_left_to_learn_is_said_in_words(client, planted):
    sit(planted, Kind.PRE, all_but("M01", 0))
    sit(planted, Kind.POST, all_but("M01", 1))

    assert "There was nothing left to learn" in page(client, planted)


def test_nobody_has_answered_yet(client, planted):
    code = shown_code(new_code(planted.of_class).code)

    for name in ("beliefs", "items", "project"):
        shown = page(client, planted, name)
        assert "Nobody has answered yet." in shown
        assert code in shown
        assert f"/classes/{planted.of_class.pk}/assign/tests/" in shown


def test_items_name_dead_options_and_grey_few_answers(client, teacher):
    planted = make_class(66, teacher)
    sit(planted, Kind.PRE, all_but("M01", 12, 66))

    shown = page(client, planted, "items")

    assert "What of M01, in the dress 0?" in shown
    assert "dead: hardly anybody chooses it" in shown
    assert "not defined: the answers, or the rest of the tests, are all alike" in shown
    assert "too few to judge" not in shown
    few = make_class(5, teacher, planted.items)
    sit(few, Kind.PRE, all_but("M01", 1, 5))
    shown = page(client, few, "items")
    assert "Too few answers for any item to be judged." in shown
    assert "too few to judge" in shown
    assert "dead:" not in shown


def test_no_right_option_is_called_dead(client, teacher):
    """What hardly anybody knows is hard: only a wrong option is there to distract."""
    planted = make_class(66, teacher)
    sit(planted, Kind.PRE, np.zeros((66, len(BELIEFS)), int))

    shown = page(client, planted, "items")

    assert "dead: hardly anybody chooses it" in shown
    assert 'right</span> <span class="kind' not in shown


def test_no_learner_is_named_on_any_page(client, planted):
    sit(planted, Kind.PRE, all_but("M01", 9))
    names = [member.learner.username for member in planted.members]

    for name in ("beliefs", "items", "project"):
        shown = page(client, planted, name)
        assert not [each for each in names if each in shown]


def test_a_page_is_made_again_once_something_happened(client, planted):
    sit(planted, Kind.PRE, all_but("M01", 9))
    assert "Nine of twenty go" in page(client, planted)
    sit(planted, Kind.POST, all_but("M01", 4))
    assert "Nine of twenty go" in page(client, planted)

    changed(planted.members[0].learner)

    assert "Four of twenty go" in page(client, planted)


def test_a_page_that_is_kept_costs_few_queries(client, planted, django_assert_max_num_queries):
    sit(planted, Kind.PRE, all_but("M01", 9))
    page(client, planted)

    with django_assert_max_num_queries(6):
        page(client, planted)


def test_another_class_stands_beside_it(client, planted, teacher):
    other = make_class(LEARNERS, teacher, planted.items, "Autumn")
    low = np.zeros((LEARNERS, len(BELIEFS)), int)
    low[:, :3] = 1
    high = low.copy()
    high[:, 3:9] = 1
    for each, after in ((planted, high), (other, low)):
        sit(each, Kind.PRE, low)
        sit(each, Kind.POST, after)

    shown = page(client, planted, **{"with": other.of_class.pk})

    assert "The gains differ by +0.86, more than chance alone would make likely." in shown
    stranger = make_class(1, None, planted.items, "of somebody else")
    url = f"/classes/{planted.of_class.pk}/beliefs/"
    assert client.get(url, {"with": stranger.of_class.pk}).status_code == 404
    assert "of somebody else" not in shown
    assert client.get(url, {"with": "\0"}).status_code == 404


@pytest.mark.parametrize("name", ["beliefs/", "items/", "project/", "data.csv", "dictionary.csv"])
def test_only_instructors_find_it(client, planted, name):
    url = f"/classes/{planted.of_class.pk}/{name}"
    assert client.get(url).status_code == 200
    client.force_login(planted.members[0].learner)
    assert client.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 302
