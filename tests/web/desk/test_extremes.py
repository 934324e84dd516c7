"""A zero, or a number past every bound, in a cell: every page answers and nothing is published."""

import pytest

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells
from pgx.knowledge.drafts import PublishRefused

pytestmark = pytest.mark.django_db

CELLS = [  # table, key, value, and the status of Explore
    ("parameters", "clock_scale", "0", 422),
    ("parameters", "Emax_SERT", "0", 422),
    ("drug_values", "citalopram|molecular_weight", "1e300", 200),
    ("drug_values", "escitalopram|half_life", "1e300", 200),
]


@pytest.mark.parametrize(("table", "key", "value", "status"), CELLS)
def test_an_extreme_cell_breaks_no_page_and_is_not_published(
    at_desk, draft, curator, table, key, value, status
):
    cells = as_cells(drafts.by_key(draft.parent)[table][key]) | {"value": value}
    drafts.save_row(draft, table, key, cells, 0, curator)
    page = f"/knowledge/desk/drafts/{draft.pk}/"

    assert [at_desk.get(page + each).status_code for each in ("", "effect/", "publish/")] == [
        200
    ] * 3
    explored = at_desk.get(
        "/explore", {"release": draft.name, "drug": "escitalopram", "CYP2C19": "*1/*1"}
    )
    assert explored.status_code == status
    assert (b"cannot be tried yet" in explored.content) == (status == 422)
    with pytest.raises(PublishRefused) as refused:
        drafts.publish(draft, drafts.next_version(), "An extreme.", curator)
    assert refused.value.to_do
