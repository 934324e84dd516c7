"""The ten beliefs of a class: a preset, the instructor's choice, then fixed."""

import pytest

from pgx.cases import classes
from pgx.cases.classes import beliefs
from pgx.cases.classes.assigning import assign
from pgx.cases.models import Class, Kind
from tests.cases.classes.making import publish_beliefs
from tests.cases.classes.test_assigning import begun
from tests.cases.making import GOOD, publish_good


@pytest.fixture
def group(ada, release) -> Class:
    return classes.make(ada, "Spring")


def test_fewer_than_ten_cannot_be_asked(group):
    publish_beliefs(9)
    assert not beliefs.can_ask()
    with pytest.raises(classes.WrongBeliefs):
        beliefs.choose(group, beliefs.preset(group))


def test_preset_begins_with_what_leads_the_cases(group):
    known = publish_beliefs(12)
    assert beliefs.preset(group) == known[:10]
    publish_good(GOOD.replace("leads: M01", "leads: M12"))
    assign(group, Kind.CASE, "good")

    assert beliefs.preset(group) == ["M12", *known[:9]]


def test_choose_ten_until_a_test_is_begun(group, ada):
    known = publish_beliefs(12)
    with pytest.raises(classes.WrongBeliefs):
        beliefs.choose(group, [*known[:9], "M99"])
    beliefs.choose(group, known[:10])
    assert beliefs.preset(Class.objects.get(pk=group.pk)) == known[:10]
    beliefs.choose(group, known[2:])
    begun(assign(group, Kind.PRE), ada)

    with pytest.raises(classes.AlreadyBegun):
        beliefs.choose(group, known[:10])
    beliefs.choose(group, known[2:])

    assert Class.objects.get(pk=group.pk).beliefs == known[2:]
