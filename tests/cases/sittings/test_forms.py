"""Forms are counterbalanced, and no learner meets an item twice."""

from collections import Counter

import pytest

from pgx.cases.models import TESTS, ItemVersion, Kind
from pgx.cases.sittings import begin, forms
from tests.cases.sittings.making import (
    BELIEFS,
    FORMS,
    answer_all,
    assign,
    join,
    make_class,
    names,
    publish_bank,
    publish_item,
)


@pytest.fixture
def autumn(release):
    publish_bank()
    return make_class()


def test_every_form_is_as_often_before_as_after(autumn):
    """Over any three learners in a row, of each belief each form once in each test."""
    members = [join(autumn, f"learner {number}", number) for number in range(4, 10)]
    for kind in TESTS:
        test = assign(autumn, kind)
        asked = Counter(each.item for one in members for each in forms.test_items(test, one))
        assert asked == {f"{belief.lower()}-{form}": 2 for belief in BELIEFS for form in FORMS}


def test_three_tests_ask_each_belief_in_three_dresses(autumn):
    member = join(autumn)
    asked = [forms.test_items(assign(autumn, kind), member) for kind in TESTS]

    for place, belief in enumerate(BELIEFS):
        assert {each[place].belief for each in asked} == {belief}
        assert len({each[place].item for each in asked}) == len(FORMS)


def test_beliefs_of_one_test_come_in_mixed_forms(autumn):
    asked = forms.test_items(assign(autumn), join(autumn))

    assert len({each.item.partition("-")[2] for each in asked}) == len(FORMS)


def test_an_item_that_was_met_gives_way(autumn):
    """Whoever met it in another class, or under a name that has since moved in the order."""
    member = join(autumn)
    met = set(names(answer_all(begin(assign(autumn), member.learner)).sitting))
    other = join(make_class(), "ada")

    again = forms.test_items(assign(other.of_class), other)

    assert not met & {each.item for each in again}
    assert [each.belief for each in again] == BELIEFS


def test_a_new_version_is_the_same_item(autumn):
    member = join(autumn)
    answer_all(begin(assign(autumn), member.learner))
    for belief in BELIEFS:
        for form in FORMS:
            publish_item(belief, form, right="none")

    post = forms.test_items(assign(autumn, Kind.POST), member)
    met = {each.item.item for each in member.learner.sittings.get().responses.all()}

    assert not met & {each.item for each in post}


def test_a_belief_without_an_item_is_left_out(autumn):
    ItemVersion.objects.filter(belief="M03").delete()

    asked = forms.test_items(assign(autumn), join(autumn))

    assert [each.belief for each in asked] == [each for each in BELIEFS if each != "M03"]


def test_the_order_is_of_the_seed(autumn):
    items = forms.test_items(assign(autumn), join(autumn))

    assert forms.shuffled(items, 1) == forms.shuffled(items, 1) != forms.shuffled(items, 2)
    assert sorted(each.pk for each in forms.shuffled(items, 1)) == sorted(each.pk for each in items)
