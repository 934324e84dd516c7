"""The tables: every column says what it means."""

import pytest

from pgx.knowledge.tables import TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described(table):
    without = [name for name, field in TABLES[table].model_fields.items() if not field.description]

    assert without == []
