"""The bank: what is asked of which belief, where it holds."""

import pytest

from pgx.cases.items import bank, holding, publishing
from pgx.cases.models import ItemVersion
from tests.cases.items.making import publish_small


def test_beliefs_have_three_items_for_tests_and_one_for_review(release):
    assert bank.beliefs() == []
    publish_small()
    assert bank.beliefs() == ["M01", "M05"]
    ItemVersion.objects.filter(item="m01-sertraline-0").update(is_asked=False)
    assert bank.beliefs() == ["M05"]


def test_of_belief_is_by_name_and_use(release):
    publish_small()
    names = [version.item for version in bank.of_belief("M05")]
    assert names == sorted(names)
    uses = {use: [v.item for v in bank.of_belief("M05", use)] for use in ("test", "review")}
    assert uses["review"] == ["m05-course", "m05-report"]
    assert sorted([*uses["test"], *uses["review"]]) == names
    assert bank.of_belief("M99") == []


def edit(old, new):
    """Another text of an item that is published."""
    version = ItemVersion.objects.get(item="m05-table")
    assert old in version.text
    version.text = version.text.replace(old, new)
    version.sha256 = publishing.sha256(version.text)
    version.save()


@pytest.mark.parametrize(
    "old, new",
    [
        ("above: 1.2", "above: 120.0"),  # what must hold does not
        ("drug: sertraline\n", "drug: sertralone\n"),  # a drug that is not there
        ("use: test", "exam: test"),  # a form that is read no more
    ],
)
def test_an_item_that_does_not_hold_is_not_asked(release, old, new):
    publish_small()
    edit(old, new)
    assert "m05-table" not in [version.item for version in bank.of_belief("M05")]
    assert bank.beliefs() == ["M01"]


def test_what_holds_is_asked_once_by_all_processes(release, monkeypatch):
    small = publish_small()
    monkeypatch.setattr(holding, "_known", {})
    assert holding.holding(small) == small
    monkeypatch.setattr(holding, "flaws_of_release", None)
    monkeypatch.setattr(holding, "_known", {})  # another process
    assert holding.holding(small) == small
