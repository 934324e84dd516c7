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
    ("symbol,value\nphi_S,1_0\n", 2, "value", "1_0 is no number"),
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


@pytest.fixture
def file(draft):
    """A file that was taken out of the draft, with another value for one row."""

    def file(value, symbol=SYMBOL, draft=draft):
        row = next(
            each for each in drafts.taken_rows(draft, "parameters") if symbol in each.values()
        )
        return as_csv([row | {"value": value}], ",")

    return file


def test_a_file_that_was_taken_out_writes_over_no_later_save(draft, save, file, ada, curator):
    text = file("0.5")
    save("parameters", SYMBOL, by=ada, value="0.7")
    draft.refresh_from_db()  # the page was opened after that save

    with pytest.raises(drafts.FileRefused, match=f"{ada} saved this row meanwhile"):
        drafts.save_rows(draft, "parameters", text, curator)
    assert draft.changes.get().values["value"] == 0.7
    assert drafts.save_rows(draft, "parameters", file("0.5"), curator) == 1


def test_a_file_that_was_taken_out_notices_what_was_taken_back(draft, save, file, curator):
    save("parameters", SYMBOL, value="0.7")
    text = file("0.5")
    drafts.undo(draft.changes.get(), 1)
    draft.refresh_from_db()

    with pytest.raises(drafts.FileRefused, match="took a change of this row back"):
        drafts.save_rows(draft, "parameters", text, curator)
    assert not draft.changes.exists()


def test_a_row_copied_inside_a_file_is_a_new_one(draft, file, curator):
    text = file("0.5").replace(SYMBOL, "phi_new")

    assert drafts.save_rows(draft, "parameters", text, curator) == 1
    assert draft.changes.get().kind == "added"


def test_a_file_of_another_draft_or_with_other_words_is_refused(draft, release, file, curator):
    other = drafts.begin(release, "Another", curator)
    texts = {
        file("0.5", draft=other): f"Taken out of draft {other.pk}",
        file("0.5").replace("draft ", "drift "): "Take the table out again",
    }
    for text, says in texts.items():
        with pytest.raises(drafts.FileRefused) as refused:
            drafts.save_rows(draft, "parameters", text, curator)
        (fault,) = refused.value.faults
        assert (fault.line, fault.column) == (2, "taken") and says in fault.reason
    assert not draft.changes.exists()


def test_many_rows_take_few_queries_and_come_back_as_they_were(
    draft, release, curator, django_assert_max_num_queries
):
    cells = [as_cells(row) for row in drafts.release_rows(release)["parameters"]]
    noted = [row | {"meaning": row["meaning"] + " (seen)"} for row in cells]
    with django_assert_max_num_queries(12):
        assert drafts.save_rows(draft, "parameters", as_csv(noted, ","), curator) == len(cells)
    draft.refresh_from_db()
    ids = set(draft.changes.values_list("pk", flat=True))

    again = [row | {"meaning": row["meaning"] + " (twice)"} for row in noted]
    assert drafts.save_rows(draft, "parameters", as_csv(again, ","), curator) == len(cells)
    assert set(draft.changes.values_list("pk", "revision")) == {(each, 2) for each in ids}
    draft.refresh_from_db()

    assert drafts.save_rows(draft, "parameters", as_csv(cells, ","), curator) == len(cells)
    assert not draft.changes.exists()
