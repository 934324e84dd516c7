import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pgx.accounts.own_data import collect_own_data
from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells, difference
from pgx.knowledge.drafts.checking import read_row
from pgx.knowledge.models import Change, Draft

pytestmark = pytest.mark.django_db

TABLE = "time_course"  # no other row points to one of these
NEW = ("n1", "n2")
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["save", "put back", "remove", "undo"]),
        st.integers(0, 3),
        st.sampled_from(["one", "two"]),
    ),
    max_size=8,
)
BAD = [  # table, key (any where empty), cells, the column at which it is said, and what
    ("parameters", "phi_S", {"value": "many"}, "value", "many is no number"),
    ("parameters", "phi_S", {"value": "nan"}, "value", "no number that can be used"),
    ("parameters", "phi_S", {"unit": " "}, "unit", "cannot be empty"),
    ("parameters", "phi_S", {"meaning": "a\0b"}, "meaning", "NUL"),
    ("parameters", "phi_S", {"symbol": "phi_X"}, "symbol", "stays as it is"),
    ("parameters", "phi_S", {"confidence": "sure"}, "confidence", "sure is not one of"),
    ("parameters", "phi_S", {"reference": "Nobody1999"}, "reference", "not in the table"),
    ("modifiers", "", {"lambda_symptoms": "1.5"}, "lambda_symptoms", "at most 1"),
    ("drug_values", "sertraline|half_life", {"value": "-2"}, "value", "above 0"),
    ("drug_values", "sertraline|half_life", {"unit": "days"}, "unit", "half_life is in h"),
    ("occupancies", "", {"low": "9", "high": "3"}, "low", "above high 3"),
    ("markers", "rs6295", {"gene": "NOGENE"}, "gene", "NOGENE is not in the table genes"),
    ("markers", "rs6295", {"palindromic": "perhaps"}, "palindromic", "neither yes nor no"),
]
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def edit(draft, by, expected, parent, action, key, text):
    """Do one edit, and the same to the cells that are expected by key."""
    change = draft.changes.filter(table=TABLE, key=key).first()
    revision = change.revision if change else 0
    known = parent.get(key) or parent[next(iter(parent))] | {"observation": key}
    if action == "undo" and change:
        drafts.undo(change, revision)
        expected.pop(key, None)
        expected.update({key: parent[key]} if key in parent else {})
    elif action == "remove" and key in expected:
        drafts.remove_row(draft, TABLE, key, revision, by)
        del expected[key]
    elif action in ("save", "put back") and (key in expected or key not in parent):
        cells = known | ({"what": text} if action == "save" else {})
        drafts.save_row(draft, TABLE, key if key in expected else None, cells, revision, by)
        expected[key] = cells


@FEW
@given(edits=EDITS)
def test_rows_are_the_parents_with_every_edit_and_difference_finds_just_those(
    edits, release, curator
):
    Draft.objects.all().delete()
    draft = drafts.begin(release, "any edits", curator)
    parent = {row.key: as_cells(row) for row in drafts.release_rows(release)[TABLE]}
    keys, expected = [*list(parent)[:2], *NEW], dict(parent)
    for action, place, text in edits:
        edit(draft, curator, expected, parent, action, keys[place], text)

    found = drafts.rows(draft)
    assert {row.key: as_cells(row) for row in found[TABLE]} == expected
    kept = [row.key for row in found[TABLE] if row.key in parent]
    assert kept == [key for key in parent if key in expected]
    rows = difference(drafts.release_rows(release), found)
    told = {(each.table, each.key, each.kind) for each in rows}
    assert told == set(draft.changes.values_list("table", "key", "kind"))
    assert all(cell.old != cell.new for each in rows for cell in each.cells)


def test_save_row_refuses_at_the_column(draft, release, cells, curator):
    for table, key, other, column, says in BAD:
        key = key or next(iter(drafts.by_key(release)[table]))
        with pytest.raises(drafts.RowRefused) as refused:
            drafts.save_row(draft, table, key, cells(table, key, **other), 0, curator)
        assert set(refused.value.errors) == {column}
        assert says in refused.value.errors[column][0]
    assert not draft.changes.exists()


def test_save_row_takes_what_only_the_whole_can_meet(draft, save, cells, curator):
    """A new drug before its numbers, a weight before the other weights."""
    drug = cells("drugs", "sertraline", drug="newtraline", name="Newtraline")
    drafts.save_row(draft, "drugs", None, drug, 0, curator)
    save("parameters", "w_n3", value="0.9")
    waiting = drafts.to_do(draft)
    assert ("drugs", "newtraline", "drug", "newtraline has no half_life.") in waiting
    assert any(each.table == "parameters" and "sum to 1.75" in each.reason for each in waiting)
    with pytest.raises(drafts.RowRefused, match="already"):
        drafts.save_row(draft, "drugs", None, drug, 0, curator)


def test_save_row_of_a_removed_row_asks_to_take_the_removal_back(draft, cells, curator):
    drafts.remove_row(draft, TABLE, key := next_key(draft), 0, curator)
    with pytest.raises(drafts.RowRefused, match="removed here"):
        drafts.save_row(draft, TABLE, None, cells(TABLE, key), 0, curator)


def next_key(draft):
    return next(iter(drafts.by_key(draft.parent)[TABLE]))


def test_save_row_over_a_later_save_is_told_and_nothing_is_lost(draft, save, ada, curator):
    key = next_key(draft)
    save(TABLE, key, what="theirs", by=ada)
    with pytest.raises(drafts.RowChangedMeanwhile) as told:
        save(TABLE, key, what="mine")
    assert (told.value.cells["what"], told.value.by) == ("theirs", ada)
    assert told.value.at > timezone.now() - timedelta(minutes=1)
    assert drafts.rows(draft)[TABLE][0].what == "theirs"

    save(TABLE, key, seen=told.value.revision, what="mine, knowingly")
    assert drafts.rows(draft)[TABLE][0].what == "mine, knowingly"


def test_save_row_after_others_took_back_and_saved_again_is_told(draft, save):
    """The revision of a row never comes twice."""
    key = next_key(draft)
    save(TABLE, key, what="one")
    seen = draft.changes.get().revision
    drafts.undo(draft.changes.get(), seen)
    with pytest.raises(drafts.RowChangedMeanwhile) as told:
        save(TABLE, key, seen=seen, what="mine")
    assert (told.value.revision, told.value.by) == (0, None)
    save(TABLE, key, what="two")
    with pytest.raises(drafts.RowChangedMeanwhile):
        save(TABLE, key, seen=seen, what="mine")


def test_every_row_reads_back_from_its_cells(shipped):
    for table, rows in shipped.rows.items():
        for row in rows:
            assert read_row(table, as_cells(row)).model_dump() == row.model_dump()


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_save_the_same_row_at_once(draft, curator):
    """One is saved, the other is told; on PostgreSQL they wait for one another."""
    key = next_key(draft)
    row = as_cells(drafts.by_key(draft.parent)[TABLE][key])
    start, said = threading.Barrier(2), []

    def work(text):
        try:
            start.wait()
            drafts.save_row(draft, TABLE, key, row | {"what": text}, 0, curator)
            said.append(text)
        except drafts.RowChangedMeanwhile as meanwhile:
            said.append(meanwhile)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[text]) for text in ("one", "two")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (told,) = [each for each in said if not isinstance(each, str)]
    (saved,) = [each for each in said if isinstance(each, str)]
    assert told.cells["what"] == saved == Change.objects.get().values["what"]


def test_drafts_outlive_the_accounts_that_made_them(draft, save, curator):
    save(TABLE, next_key(draft), what="kept")
    told = collect_own_data(curator)
    assert [each["title"] for each in told["drafts"]] == [draft.title]
    assert [each["values"]["what"] for each in told["draft_changes"]] == ["kept"]

    curator.delete()
    draft.refresh_from_db()
    assert (draft.made_by, draft.changes.get().by) == (None, None)
    assert drafts.rows(draft)[TABLE][0].what == "kept"
