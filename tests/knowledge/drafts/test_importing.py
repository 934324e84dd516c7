"""Many rows at once from a CSV file: all of them, or none and why."""

import csv
import io

import pytest

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells

pytestmark = pytest.mark.django_db
SYMBOL = "phi_S"


def as_csv(rows, delimiter):
    """The text of a file with these rows."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def test_rows_are_changed_and_added(draft, cells, curator):
    changed = cells("parameters", SYMBOL, value="0.5")
    added = cells("parameters", SYMBOL, symbol="phi_new")
    text = "\N{BYTE ORDER MARK}" + as_csv([changed, added], ";")

    assert drafts.save_rows(draft, "parameters", text, curator) == 2
    rows = {row.key: row for row in drafts.rows(draft)["parameters"]}
    assert rows[SYMBOL].value == 0.5 and as_cells(rows["phi_new"]) == added
    assert {each.kind for each in draft.changes.all()} == {"changed", "added"}


def test_a_column_that_the_file_lacks_stays(draft, cells, curator):
    drafts.save_rows(draft, "parameters", f"symbol,value\n{SYMBOL},0.5\n", curator)

    (row,) = (each for each in drafts.rows(draft)["parameters"] if each.key == SYMBOL)
    assert as_cells(row) == cells("parameters", SYMBOL, value="0.5")


def test_the_same_rows_change_nothing(draft, release, curator):
    text = as_csv([as_cells(row) for row in drafts.release_rows(release)["parameters"]], "\t")

    assert drafts.save_rows(draft, "parameters", text, curator) == 0
    assert not draft.changes.exists()


FAULTY = [  # text, line, column, and what is said
    ("", 1, "symbol", "names the row"),
    ("symbol,value\n", 1, "", "no rows"),
    ("symbol,worth\nphi_S,1\n", 1, "worth", "no such column"),
    ("symbol,value,value\nphi_S,1,1\n", 1, "value", "twice"),
    ("symbol,value\nphi_S\n", 2, "", "1 cells, the header 2"),
    ("symbol,value\nphi_S,0.5\n\nphi_S,many\n", 4, "value", "many is no number"),
    ("symbol,value\nphi_S,0.5\nphi_S,0.6\n", 3, "symbol", "line 2 too"),
    ("symbol,reference\nphi_S,Nobody1999\n", 2, "reference", "not in the table"),
    ('symbol,value\nphi_S,"0.5\n', 2, "", "No CSV"),
]


def test_a_faulty_file_is_refused_whole(draft, curator):
    for text, line, column, says in FAULTY:
        with pytest.raises(drafts.FileRefused) as refused:
            drafts.save_rows(draft, "parameters", text, curator)
        fault = refused.value.faults[0]
        assert (fault.line, fault.column) == (line, column) and says in fault.reason

    assert not draft.changes.exists()


def test_a_row_that_another_saved_is_not_written_over(draft, save, cells, ada, curator):
    save("parameters", SYMBOL, by=ada, value="0.7")

    with pytest.raises(drafts.FileRefused, match="meanwhile"):
        drafts.save_rows(draft, "parameters", f"symbol,value\n{SYMBOL},0.5\n", curator)

    (change,) = draft.changes.all()
    assert change.values["value"] == 0.7
