import pytest

from pgx.cases import drafts
from pgx.cases.models import Attempt
from tests.cases.drafts.conftest import changed

pytestmark = pytest.mark.django_db


def test_every_answer_is_a_way_to_play(at_desk, page, draft):
    """The page of the player opens after each, and says that it is a trial."""
    for stop in at_desk.get(f"{page}try/").context["ways"]:
        for number, turn in enumerate(stop.turns):
            sent = {"from": f"{stop.step.id} {number}", "revision": "0"}
            response = at_desk.post(f"{page}try/", sent, follow=True)
            assert response.status_code == 200, turn.words
            assert "trial" in response.content.decode()
            assert response.redirect_chain[-1][0].endswith(turn.leads or "end")


def test_play_from_a_step(at_desk, page, draft):
    response = at_desk.post(f"{page}try/", {"from": "visit", "revision": "0"}, follow=True)
    assert response.redirect_chain[-1][0].endswith("/visit")
    assert "A visit" in response.content.decode()


def test_a_trial_that_is_over_leads_back_to_the_draft(at_desk, page, draft):
    response = at_desk.post(f"{page}try/", {"from": "end", "revision": "0"}, follow=True)
    response = at_desk.post(response.redirect_chain[-1][0])
    assert response["Location"] == f"{page}try/"


@pytest.mark.parametrize("asked", ["", "nowhere", "visit 99", "visit -1", "visit x"])
def test_what_the_draft_has_not_is_told(at_desk, page, draft, asked):
    response = at_desk.post(f"{page}try/", {"from": asked, "revision": "0"}, follow=True)
    assert "Choose again" in response.content.decode()
    assert not Attempt.objects.exists()


def test_a_draft_with_faults_is_not_played(at_desk, page, draft, curator):
    drafts.save(draft, changed(draft, "below: 1.15", "below: 1.01"), 0, curator)
    for response in (
        at_desk.get(f"{page}try/"),
        at_desk.post(f"{page}try/", {"from": "visit", "revision": "1"}),
    ):
        assert "1 thing to mend" in response.content.decode()
    assert response.status_code == 409
    assert not Attempt.objects.exists()
