"""To everybody but curators there is nothing at any address of the desk for cases."""

from django.test import Client

from tests.web.hidden import assert_hidden, below

DESK = below("cases/desk/")


def test_there_is_a_desk_to_walk():
    assert {"cases/desk/", "cases/desk/drafts/<int:case_draft_id>/try/"} <= {
        each.route for each in DESK
    }


def test_every_address_is_404_for_a_learner_and_for_nobody(draft, ada, at_desk):
    values = {"case_draft_id": str(draft.pk), "case": "good"}
    assert_hidden(DESK, values, ada, at_desk)
    draft.refresh_from_db()
    assert draft.revision == 0


def test_a_form_of_a_curator_without_its_token_is_refused(page, curator, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(curator)
    assert client.post(f"{page}delete/", {"revision": "0"}).status_code == 403
    draft.refresh_from_db()


def test_pages_are_not_kept(at_desk, page):
    assert "no-store" in at_desk.get(page)["Cache-Control"]


def test_without_a_release_the_desk_says_so(at_desk, db):
    response = at_desk.get("/cases/desk/")
    assert response.status_code == 404
    assert "no_release" in response.templates[0].name
