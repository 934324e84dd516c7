import pytest

from pgx.knowledge import drafts

pytestmark = pytest.mark.django_db

TABLE, KEY = "drug_values", "sertraline|half_life"


def test_a_change_of_another_time_is_named_and_taken_back(at_desk, draft):
    address = f"/knowledge/desk/drafts/{draft.pk}/"
    for other in ({"values": {"old_column": 1}}, {"table": "old_table", "values": None}):
        change = make_change(draft)
        draft.changes.update(**other)
        for page in ("", "tables/", "difference/", "effect/", "publish/"):
            response = at_desk.get(address + page)
            text = response.content.decode()
            assert response.status_code == 409, page
            assert "Take this change back" in text and f"{address}delete/" in text
            assert KEY in text and other.get("table", TABLE) in text
        sent = {"change": str(change.pk), "revision": str(change.revision)}
        stale = at_desk.post(address, sent | {"revision": "99"})
        assert stale.status_code == 302 and draft.changes.exists()
        at_desk.post(address, sent)
        assert not draft.changes.exists()
        assert at_desk.get(address).status_code == 200


def make_change(draft):
    drafts.remove_row(draft, TABLE, KEY, 0, draft.made_by)
    return draft.changes.get()
