"""To everybody but curators there is nothing at any address of the desk for cases."""

from django.test import Client

from tests.surfaces import addresses

DESK = [each for each in addresses() if each.route.startswith("cases/desk/")]
METHODS = ("get", "head", "post", "put", "delete")


def test_there_is_a_desk_to_walk():
    assert {"cases/desk/", "cases/desk/drafts/<int:case_draft_id>/try/"} <= {
        each.route for each in DESK
    }


def test_every_address_is_404_for_a_learner_and_for_nobody(draft, ada, at_desk):
    """With and without the token of a form: a refusal would tell that there is a page."""
    values = {"case_draft_id": str(draft.pk), "case": "good"}
    clients = [Client(), Client(enforce_csrf_checks=True)]
    for strict in (False, True):
        client = Client(enforce_csrf_checks=strict)
        client.force_login(ada)
        clients.append(client)
    for each in DESK:
        path = each.fill(values)
        told = {
            getattr(client, method)(path).status_code for client in clients for method in METHODS
        }
        assert told == {404}, path
        response = at_desk.get(path)
        assert response.status_code == 200, path
        assert "no-store" in response["Cache-Control"]
    draft.refresh_from_db()
    assert draft.revision == 0


def test_a_form_of_a_curator_without_its_token_is_refused(page, curator, draft):
    client = Client(enforce_csrf_checks=True)
    client.force_login(curator)
    assert client.post(f"{page}delete/", {"revision": "0"}).status_code == 403
    draft.refresh_from_db()


def test_without_a_release_the_desk_says_so(at_desk, db):
    response = at_desk.get("/cases/desk/")
    assert response.status_code == 404
    assert "no_release" in response.templates[0].name
