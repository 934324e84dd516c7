import pytest

from pgx.cases import drafts
from pgx.cases.models import Attempt, CaseDraft, CaseVersion
from tests.cases.drafts.conftest import changed

pytestmark = pytest.mark.django_db


def test_publish_says_what_fails_and_links_to_the_line(at_desk, page, draft, curator):
    drafts.save(draft, changed(draft, "below: 1.15", "below: 1.01"), 0, curator)
    response = at_desk.post(f"{page}publish/", {"note": "", "revision": "1"})
    assert set(response.context["form"].errors) == {"note"}
    response = at_desk.post(f"{page}publish/", {"note": "Why", "revision": "1"})
    (at,) = response.context["faults"]
    assert f'href="{page}#line-{at.fault.line}"' in response.content.decode()
    assert CaseVersion.objects.count() == 1


def test_publish_then_learners_begin_with_it(at_desk, page, draft, client):
    response = at_desk.post(f"{page}publish/", {"note": "Mended.", "revision": "0"}, follow=True)
    assert response.redirect_chain[-1][0] == "/cases/desk/published/good/"
    assert "Mended." in response.content.decode()
    client.logout()
    client.post("/cases/good/begin")
    assert Attempt.objects.get().of.version == 2


def test_publish_after_somebody_else_shows_what_it_would_take_back(at_desk, page, draft, curator):
    other = drafts.begin(draft.parent, "Sooner", curator)
    other = drafts.save(other, changed(other, "A good case", "A better case"), 0, curator)
    drafts.publish(other, "First", curator, 1)
    drafts.save(draft, changed(draft, "version: 2", "version: 3"), 0, curator)
    response = at_desk.post(f"{page}publish/", {"note": "Second", "revision": "1"})
    assert "take back" in response.content.decode()
    assert "<ins>title: A better case</ins>" in at_desk.get(f"{page}difference/").content.decode()
    stale = at_desk.post(f"{page}difference/", {"revision": "0"}, follow=True)
    assert "Somebody changed" in stale.content.decode()
    moved = at_desk.post(f"{page}difference/", {"revision": "1"}, follow=True)
    assert "<del>title: A better case</del>" in moved.content.decode()
    at_desk.post(f"{page}publish/", {"note": "Second", "revision": "2"})
    assert CaseVersion.objects.first().version == 3


def test_delete_asks_and_deletes_only_what_was_seen(at_desk, page, draft, curator):
    drafts.try_out(draft, curator, "order")
    assert "1 trial goes with it" in at_desk.get(f"{page}delete/").content.decode()
    drafts.save(draft, "other", 0, curator)
    response = at_desk.post(f"{page}delete/", {"revision": "0"})
    assert "changed this draft just now" in response.content.decode()
    at_desk.post(f"{page}delete/", {"revision": "1"})
    assert not CaseDraft.objects.exists()
