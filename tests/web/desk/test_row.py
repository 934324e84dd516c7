import re

import pytest
from django.test import Client

from pgx.knowledge import drafts
from pgx.knowledge.models import Change
from tests.kb import NEXT

pytestmark = pytest.mark.django_db

TABLE, KEY = "drug_values", "sertraline|half_life"


@pytest.fixture
def path(draft):
    return f"/knowledge/desk/drafts/{draft.pk}/tables/{TABLE}/row/?key={KEY}"


def test_saved_row_shows_the_parents_cell_beside(at_desk, path, form_of, draft):
    response = at_desk.post(path, form_of(TABLE, KEY, value="27.5"), follow=True)
    text = response.content.decode()
    assert "Saved." in text
    assert "In the parent" in text
    assert draft.changes.get().values["value"] == 27.5
    assert b"27.5" in at_desk.get(f"/knowledge/desk/drafts/{draft.pk}/difference/").content


def test_bad_cells_are_said_at_their_field_and_what_was_typed_stays(at_desk, path, form_of, draft):
    bad = {"value": "a lot", "unit": "days", "reference": "Nobody1999", "note": "typed by hand"}
    response = at_desk.post(path, form_of(TABLE, KEY, **bad))
    form = response.context["form"]
    assert "a lot is no number" in form["value"].errors[0]
    assert form["value"].value() == "a lot"
    assert 'aria-describedby="id_cell-value_error' in response.content.decode().replace(
        "id_cell-value_helptext ", ""
    )
    assert b"typed by hand" in response.content

    response = at_desk.post(path, form_of(TABLE, KEY, **bad | {"value": "3"}))
    errors = response.context["form"].errors
    assert set(errors) == {"unit", "reference"}
    assert not draft.changes.exists()


def test_a_revision_that_nobody_saw_saves_nothing(at_desk, path, form_of, draft):
    for revision in ("", "-1", "x", "²", "9" * 40):
        sent = form_of(TABLE, KEY, value="3") | {"revision": revision}
        assert at_desk.post(path, sent).status_code == 409
    assert not draft.changes.exists()


def test_two_curators_on_one_row(at_desk, path, form_of, draft, ada):
    """The second sees both side by side, loses nothing, and can save knowingly."""
    drafts.save_row(draft, TABLE, KEY, cells_of(form_of(TABLE, KEY, value="30")), 0, ada)
    response = at_desk.post(path, form_of(TABLE, KEY, value="27.5", note="mine"))
    text = response.content.decode()
    assert response.status_code == 409
    assert "ada saved it on" in text
    assert "Theirs" in text and "30" in text and 'value="27.5"' in text and "mine" in text
    assert draft.changes.get().values["value"] == 30

    seen = response.context["seen"].revision
    again = at_desk.post(path, form_of(TABLE, KEY, seen, value="27.5", note="mine"))
    assert again.status_code == 302
    assert draft.changes.get().values["value"] == 27.5


def cells_of(sent):
    own = {name.removeprefix("cell-"): cell for name, cell in sent.items() if "cell-" in name}
    drug, quantity = KEY.split("|")
    return own | {"drug": drug, "quantity": quantity}


def test_remove_take_back_and_copy(at_desk, path, draft, form_of):
    sent = {"parent": str(draft.parent_id)}
    at_desk.post(path, sent | {"do": "remove", "revision": "0"})
    change = draft.changes.get()
    assert (change.kind, change.key) == (Change.Kind.REMOVED, KEY)
    assert b"Put the row back" in at_desk.get(path).content
    stale = at_desk.post(path, sent | {"do": "undo", "revision": "0"}, follow=True)
    assert b"Nothing was done" in stale.content
    at_desk.post(path, sent | {"do": "undo", "revision": str(change.revision)})
    assert not draft.changes.exists()

    new = path.partition("?")[0]
    copied = at_desk.get(f"{new}?copy={KEY}").context["form"]
    assert copied["drug"].value() == "sertraline"
    sent = form_of(TABLE, KEY) | {"cell-drug": "sertraline", "cell-quantity": "half_life"}
    response = at_desk.post(new, sent)
    assert "already" in response.context["form"]["drug"].errors[0]
    response = at_desk.post(new, sent | {"cell-quantity": "half_life_of_the_elderly"})
    assert response.status_code == 302
    assert draft.changes.get().kind == Change.Kind.ADDED


def test_what_is_not_there_is_404(at_desk, draft):
    for path in (
        "drafts/99/",
        "drafts/9999999999999999999999/",
        f"drafts/{draft.pk}/tables/nothing/",
        f"drafts/{draft.pk}/tables/genes/row/?key=NOGENE",
        f"drafts/{draft.pk}/tables/genes/row/?key=%00",
        "releases/9.9.9/withdraw/",
        "releases/%00/withdraw/",
    ):
        assert at_desk.get(f"/knowledge/desk/{path}").status_code == 404, path


def test_every_table_has_a_form_for_every_row_and_nothing_typed_breaks_it(at_desk, draft):
    """Text that no column takes: an answer at the fields, in every table."""
    seen = {"revision": "0", "parent": str(draft.parent_id), "do": "save"}
    for table, rows in drafts.release_rows(draft.parent).items():
        address = f"/knowledge/desk/drafts/{draft.pk}/tables/{table}/row/"
        form = at_desk.get(address, {"key": rows[-1].key}).context["form"]
        assert set(form.fields) == set(type(rows[0]).model_fields)
        for junk in ("", "\0", "x" * 3000, "; | ; \r\n", "1e999"):
            sent = seen | {f"cell-{name}": junk for name in form.fields}
            response = at_desk.post(address, sent)
            is_text = table == "references" and len(junk) in range(2, 99)  # it takes any
            assert response.status_code == (302 if is_text else 200), (table, junk)
            assert is_text or response.context["form"].errors, (table, junk)


def test_a_published_draft_is_read_only(draft, curator, form_of, path):
    client = Client()
    client.force_login(curator)
    drafts.remove_row(draft, "time_course", "T02", 0, curator)
    drafts.publish(draft, NEXT, "why", curator)
    assert b"Save the row" not in client.get(path).content
    response = client.post(path, form_of(TABLE, KEY, value="3", note="typed by hand"))
    assert response.status_code == 409
    assert b"changes no more" in response.content
    assert b"Save the row" not in response.content
    assert response.context["form"]["note"].value() == "typed by hand"
    assert b"typed by hand" in response.content
    assert draft.changes.count() == 1


def test_a_deleted_draft_gives_back_what_was_typed(at_desk, draft, form_of, path):
    drafts.delete(draft)
    assert at_desk.get(path).status_code == 404
    response = at_desk.post(path, form_of(TABLE, KEY, note="typed <by> hand"))
    assert response.status_code == 409
    assert b"The draft is deleted" in response.content
    assert b"typed &lt;by&gt; hand" in response.content


def test_a_draft_that_was_moved_meanwhile_takes_nothing_back_in_silence(
    at_desk, draft, form_of, path, release, curator
):
    other = drafts.begin(release, "first", curator)
    drafts.save_row(other, TABLE, KEY, cells_of(form_of(TABLE, KEY, value="30")), 0, curator)
    drafts.move(draft, drafts.publish(other, NEXT, "first", curator))
    for sent in (form_of(TABLE, KEY, note="mine", value="x"), form_of(TABLE, KEY, note="mine")):
        response = at_desk.post(path, sent)
        seen = response.context["seen"]
        assert (seen.parent == release.pk) == ("x" in sent["cell-value"])
    text = response.content.decode()
    assert response.status_code == 409
    assert "moved while you had this row open" in text and f"release {NEXT}" in text
    assert re.search(r"In the parent</b> (<p>)?30", text) and "mine" in text
    for do in ("remove", "undo"):
        stale = at_desk.post(path, form_of(TABLE, KEY) | {"do": do}, follow=True)
        assert b"Nothing was done" in stale.content
    assert not draft.changes.exists()

    sent = form_of(TABLE, KEY, seen.revision, note="mine") | {"parent": str(seen.parent)}
    assert at_desk.post(path, sent).status_code == 302
    assert draft.changes.get().seen["value"] == 30
