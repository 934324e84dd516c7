"""`load_items`: new items are published once they are checked; what has no file is not asked."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pgx.cases.items import bank, load
from pgx.cases.models import ItemVersion
from tests.cases.items.making import SMALL
from tests.cases.making import publish_shipped

TESTS = ["m01-citalopram-1", "m01-escitalopram-2", "m01-sertraline-0"]


@pytest.fixture
def folder(tmp_path, release):
    publish_shipped("three-times-the-level", "whether-to-test")
    shutil.copy(SMALL / "M01.yaml", tmp_path)
    return tmp_path


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def asked():
    return set(ItemVersion.objects.filter(is_asked=True).values_list("item", flat=True))


def test_load_twice_changes_nothing(folder):
    first = load(folder)
    assert (first.new, first.kept, first.faults) == (4, 0, [])
    before = list(ItemVersion.objects.values_list())
    again = load(folder)
    assert (again.new, again.kept) == (0, 4)
    assert list(ItemVersion.objects.values_list()) == before
    assert [version.item for version in bank.of_belief("M01", "test")] == TESTS


def test_load_an_edited_item_asks_the_new_text_and_an_older_one_again(folder):
    load(folder)
    [old] = ItemVersion.objects.filter(item=TESTS[0])
    edit(
        folder / "M01.yaml",
        "dress: {drug: citalopram",
        "person: {age: 61}\n    dress: {drug: citalopram",
    )
    assert load(folder).new == 1
    [now] = [each for each in bank.of_belief("M01") if each.item == TESTS[0]]
    assert (now != old, bank.item_of(now).person.age, bank.item_of(old).person.age) == (
        True,
        61,
        40,
    )
    edit(folder / "M01.yaml", "person: {age: 61}\n    ", "")
    assert load(folder).new == 0
    assert old in bank.of_belief("M01")
    assert now not in bank.of_belief("M01")


def test_load_without_an_item_or_a_file_asks_it_no_more_and_keeps_it(folder):
    shutil.copy(SMALL / "M05.yaml", folder)
    load(folder)
    edit(folder / "M05.yaml", "id: m05-report", "id: m05-paper")
    load(folder)
    assert "m05-paper" in asked() and "m05-report" not in asked()
    (folder / "M05.yaml").unlink()
    load(folder)
    assert asked() == {*TESTS, "m01-escitalopram-3"}
    assert ItemVersion.objects.filter(belief="M05").count() == 6


def test_load_a_file_at_fault_tells_it_and_asks_what_was_asked(folder):
    load(folder)
    before = asked()
    edit(folder / "M01.yaml", "use: review", "use: test")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("load_items", folder, stdout=out)
    assert "M01.yaml, line 2, items: 4 for tests, 0 for review" in out.getvalue()
    (folder / "M01.yaml").write_text("items: [")
    call_command("load_items", folder, or_keep=True, stdout=out)
    assert "Items: 0 loaded, 0 loaded already." in out.getvalue()
    assert asked() == before


def test_load_an_empty_folder_takes_nothing_away(folder, tmp_path_factory):
    load(folder)
    empty = tmp_path_factory.mktemp("empty")
    assert "holds no item file" in load(empty).faults[0].reason
    assert len(asked()) == 4
