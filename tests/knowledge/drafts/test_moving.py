import pytest

from pgx.knowledge import drafts
from pgx.knowledge.difference import as_cells, difference
from tests.kb import AFTER_NEXT, NEXT

pytestmark = pytest.mark.django_db

TABLE = "drug_values"
BOTH, SAME, OWN = ("sertraline|half_life", "citalopram|half_life", "paroxetine|half_life")


@pytest.fixture
def newer(draft, save, release, curator):
    """A release in which two rows are otherwise, and the parent of `draft` as before."""
    first = drafts.begin(release, "first", curator)
    for key, value in ((BOTH, "30"), (SAME, "40")):
        row = as_cells(drafts.by_key(release)[TABLE][key]) | {"value": value}
        drafts.save_row(first, TABLE, key, row, 0, curator)
    return drafts.publish(first, NEXT, "two half-lives", curator)


def test_move_keeps_own_changes_drops_equal_ones_and_marks_what_both_changed(
    draft, save, newer, curator
):
    for key, value in ((BOTH, "31"), (SAME, "40"), (OWN, "22")):
        save(TABLE, key, value=value)
    draft = drafts.move(draft, newer)

    kept = {change.key: change for change in draft.changes.all()}
    assert set(kept) == {BOTH, OWN}
    assert [each.key for each in drafts.overlapping(kept.values(), draft)] == [BOTH]
    with pytest.raises(drafts.PublishRefused) as refused:
        drafts.publish(draft, AFTER_NEXT, "why", curator)
    assert [(each.key, each.column) for each in refused.value.to_do] == [(BOTH, "")]

    found = drafts.by_key(newer)[TABLE][BOTH]
    mine = as_cells(found) | {"value": "31"}
    drafts.save_row(draft, TABLE, BOTH, mine, kept[BOTH].revision, curator)
    assert not drafts.overlapping(draft.changes.all(), draft)
    made = drafts.publish(draft, AFTER_NEXT, "why", curator)
    rows = difference(drafts.release_rows(newer), drafts.release_rows(made))
    assert {(each.key, cell.old, cell.new) for each in rows for cell in each.cells} == {
        (BOTH, "30", "31"),
        (OWN, kept[OWN].seen["value"].__format__("g"), "22"),
    }


def test_rows_that_the_new_parent_has_differently_are_not_edited_unseen(
    draft, save, newer, release, curator, cells
):
    """The form was made over the parent before; a row that both have alike is saved as ever."""
    save(TABLE, SAME, value="41")
    seen = draft.changes.get().revision
    moved = drafts.move(draft, newer)

    mine = cells(TABLE, BOTH, note="a word")
    for edit in (
        lambda: drafts.save_row(moved, TABLE, BOTH, mine, 0, curator, release.pk),
        lambda: drafts.save_row(moved, TABLE, BOTH, mine, 0, curator, parent=0),
        lambda: drafts.remove_row(moved, TABLE, BOTH, 0, curator, release.pk),
    ):
        with pytest.raises(drafts.RowChangedMeanwhile) as told:
            edit()
        assert (told.value.cells["value"], told.value.parent) == ("30", NEXT)
    change = draft.changes.get()
    assert change.revision > seen
    for revision in (seen, change.revision):
        with pytest.raises(drafts.RowChangedMeanwhile) as told:
            drafts.undo(change, revision, release.pk)
        assert (told.value.cells["value"], told.value.revision) == ("41", change.revision)

    drafts.save_row(moved, TABLE, BOTH, mine, 0, curator, newer.pk)
    drafts.save_row(moved, TABLE, OWN, cells(TABLE, OWN, value="22"), 0, curator, release.pk)
    assert draft.changes.count() == 3
