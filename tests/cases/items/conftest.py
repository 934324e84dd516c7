"""The small files of items, the shipped cases, and what is wrong with a text."""

import pytest

from pgx.cases.items.checking import faults_of, shipped_cases
from pgx.cases.items.reading import read_file
from pgx.cases.items.setting import ItemSetting
from tests.cases.items.making import SMALL

GOOD = (SMALL / "M05.yaml").read_text()


@pytest.fixture(scope="session")
def taught():
    """The shipped cases."""
    return shipped_cases()


@pytest.fixture(scope="session")
def item_setting(ground, taught):
    """What the checks of items ask."""
    return ItemSetting(ground, (), taught=taught)


@pytest.fixture
def faults_of_items(item_setting, tmp_path):
    """What is wrong with a text, whether it is read or not."""

    def faults_of_items(text):
        path = tmp_path / "M05.yaml"
        path.write_text(text)
        return faults_of(read_file(path), item_setting)

    return faults_of_items
