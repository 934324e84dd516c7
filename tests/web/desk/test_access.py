"""To everybody but curators there is nothing at any address of the desk."""

from django.test import Client

from tests.web.hidden import assert_hidden, below

DESK = below("knowledge/desk/")


def test_there_is_a_desk_to_walk():
    assert {"knowledge/desk/", "knowledge/desk/drafts/<int:draft_id>/publish/"} <= {
        each.route for each in DESK
    }


def test_every_address_is_404_for_a_learner_and_for_nobody(draft, ada, at_desk):
    values = {"draft_id": str(draft.pk), "table": "genes", "version": draft.parent.version}
    assert_hidden(DESK, values, ada, at_desk)
    draft.refresh_from_db()
    assert not draft.changes.exists()


def test_a_form_of_a_curator_without_its_token_is_refused(draft, curator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(curator)
    assert client.post(f"/knowledge/desk/drafts/{draft.pk}/delete/").status_code == 403
    draft.refresh_from_db()


def test_pages_are_not_kept_and_let_their_forms_work(at_desk, draft):
    response = at_desk.get(f"/knowledge/desk/drafts/{draft.pk}/publish/")
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
