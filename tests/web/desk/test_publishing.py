import re

import pytest

from pgx.knowledge import drafts, releases
from pgx.knowledge.difference import as_cells
from pgx.knowledge.models import Draft, Release, Row
from tests.cases.making import publish_shipped
from tests.kb import AFTER_NEXT, NEXT, SHIPPED

pytestmark = pytest.mark.django_db


def save(draft, curator, table, key, **other):
    row = drafts.by_key(draft.parent)[table][key]
    drafts.save_row(draft, table, key, as_cells(row) | other, 0, curator)


def test_begin_says_what_is_wrong_at_the_field(at_desk, release):
    response = at_desk.post("/knowledge/desk/", {"title": " ", "parent": "9.9.9"})
    assert set(response.context["form"].errors) == {"title", "parent"}
    old = Release.objects.create(version="0.0.1", sha256="2" * 64, released_on="2026-01-01")
    Row.objects.bulk_create([Row(release=old, table="genes", position=0, key="x", values={})])
    response = at_desk.post("/knowledge/desk/", {"title": "of another time", "parent": "0.0.1"})
    assert "another form" in response.context["form"].errors["parent"][0]
    assert not Draft.objects.exists()

    of_another_time = Draft.objects.create(parent=old, title="of another time")
    response = at_desk.get(f"/knowledge/desk/drafts/{of_another_time.pk}/")
    assert response.status_code == 409
    assert b"another form" in response.content


def test_publish_says_what_fails_and_links_to_the_row(at_desk, draft, curator):
    drafts.remove_row(draft, "references", "Bousman2023", 0, curator)
    address = f"/knowledge/desk/drafts/{draft.pk}/publish/"
    response = at_desk.post(address, {"version": "next", "notes": "", "revision": "1"})
    assert set(response.context["form"].errors) == {"version", "notes"}
    response = at_desk.post(address, {"version": NEXT, "notes": "why", "revision": "1"})
    text = response.content.decode()
    assert "Bousman2023 is not in the table references" in text
    assert "#id_cell-reference" in text
    assert Release.objects.count() == 1


def test_publish_after_somebody_else_needs_a_second_word_or_a_move(at_desk, draft, curator):
    other = drafts.begin(draft.parent, "first", curator)
    save(other, curator, "drug_values", "sertraline|half_life", value="30")
    save(draft, curator, "drug_values", "sertraline|half_life", value="27.5")
    drafts.publish(other, NEXT, "first", curator)
    address = f"/knowledge/desk/drafts/{draft.pk}/"
    asked = {"version": AFTER_NEXT, "notes": "second", "revision": "1"}
    response = at_desk.post(address + "publish/", asked)
    assert "take back" in response.context["form"]["even_so"].errors[0]

    at_desk.post(address + "move/", {"parent": NEXT})
    asked["revision"] = "2"
    response = at_desk.post(address + "publish/", asked)
    assert b"Changed in both" in response.content
    assert b"changed in both" in at_desk.get(address + "tables/drug_values/?changed").content
    draft.refresh_from_db()
    change = draft.changes.get()
    drafts.save_row(
        draft, change.table, change.key,
        as_cells(drafts.by_key(draft.parent)[change.table][change.key]) | {"value": "27.5"},
        change.revision, curator,
    )  # fmt: skip
    response = at_desk.post(address + "publish/", asked)
    assert "changed this draft just now" in response.context["form"].errors["__all__"][0]
    asked["revision"] = hidden(response, "revision")
    assert at_desk.post(address + "publish/", asked).status_code == 302
    assert releases.name().version == AFTER_NEXT


def hidden(response, name):
    """What the form of a page keeps in a hidden field."""
    return re.search(rf'name="{name}" value="(\d+)"', response.content.decode())[1]


def test_withdraw_needs_a_note_and_another_release(at_desk, draft, curator):
    address = f"/knowledge/desk/releases/{SHIPPED}/withdraw/"
    assert "Say why" in at_desk.post(address, {"note": " "}).context["form"].errors["note"][0]
    last = at_desk.post(address, {"note": "why"})
    assert "last release" in last.context["form"].errors["note"][0]
    save(draft, curator, "drug_values", "sertraline|half_life", value="27.5")
    drafts.publish(draft, NEXT, "why", curator)
    later = drafts.begin(Release.objects.get(version=NEXT), "later", curator)
    at_desk.post(f"/knowledge/desk/releases/{NEXT}/withdraw/", {"note": "a slip"})
    assert releases.name().version == SHIPPED
    assert b"is withdrawn" in at_desk.get(f"/knowledge/desk/drafts/{later.pk}/").content
    assert b"a slip" in at_desk.get("/knowledge/desk/").content


def test_delete_asks_first_and_takes_nothing_that_was_not_seen(at_desk, draft, curator):
    address = f"/knowledge/desk/drafts/{draft.pk}/delete/"
    response = at_desk.get(address)
    assert b"Delete the draft" in response.content
    save(draft, curator, "drug_values", "sertraline|half_life", value="27.5")
    for revision in (hidden(response, "revision"), "", "x"):
        response = at_desk.post(address, {"revision": revision})
        assert b"changed this draft just now" in response.content
    at_desk.post(address, {"revision": hidden(response, "revision")})
    assert not Draft.objects.exists()


def test_publish_tells_which_cases_break_and_publishes_all_the_same(at_desk, draft, curator):
    publish_shipped("three-times-the-level")
    address = f"/knowledge/desk/drafts/{draft.pk}/publish/"
    assert b"cannot be played" not in at_desk.get(address).content
    key = next(key for key in drafts.by_key(draft.parent)["exposure_ratios"]
               if key.startswith("escitalopram|CYP2C19|Poor Metabolizer"))  # fmt: skip
    save(draft, curator, "exposure_ratios", key, ratio="1.2")
    text = at_desk.get(address).content.decode()
    assert "cannot be played" in text
    assert "three-times-the-level.yaml, line 22, must_hold.0" in text
    at_desk.post(address, {"version": NEXT, "notes": "why", "revision": "1"})
    assert Release.objects.filter(version=NEXT).exists()
