"""`load_items`: new items are published once they are checked; what has no file is not asked."""

import shutil
from pathlib import Path

import pytest

from pgx.cases.items import bank, load
from pgx.cases.models import ItemVersion
from tests.cases.making import publish_shipped

SMALL = Path(__file__).parent
TESTS = ["m01-citalopram-1", "m01-escitalopram-2", "m01-sertraline-0"]


@pytest.fixture
def folder(tmp_path, release):
    publish_shipped("three-times-the-level")
    shutil.copy(SMALL / "M01.yaml", tmp_path)
    return tmp_path


def names(versions):
    return [version.item for version in versions]


def test_load_items_twice_changes_nothing(folder):
    first = load(folder)
    assert (first.new, first.kept, first.faults) == (4, 0, [])
    before = list(ItemVersion.objects.values_list())
    again = load(folder)
    assert (again.new, again.kept) == (0, 4)
    assert list(ItemVersion.objects.values_list()) == before
    assert names(bank.of_belief("M01", "test")) == TESTS
    assert bank.beliefs() == ["M01"]
