import html

import pytest

from pgx.cases import drafts
from pgx.cases.models import CaseDraft
from tests.cases.drafts.conftest import changed

pytestmark = pytest.mark.django_db


def test_every_fault_is_told_at_its_line(at_desk, page, draft):
    text = changed(draft, "below: 1.15", "below: 1.01").replace("misconception: M08", "x: <b>")
    response = at_desk.post(page, {"text": text, "revision": "0"}, follow=True)
    said = html.unescape(response.content.decode())
    assert "There is no such key" in said or "there is no such key" in said
    (at,) = (each for each in drafts.at_lines(drafts.faults(CaseDraft.objects.get()), text))
    assert f'href="#line-{at.fault.line}"' in said
    assert f'<span id="line-{at.fault.line}" class="wrong">' in said
    assert f"<pre>{at.line}</pre>" in said
    assert "<b>" in at.line
    assert "x: &lt;b&gt;" in response.content.decode()  # shown, and no markup


def test_what_was_typed_is_kept_where_it_cannot_be_saved(at_desk, page, draft):
    response = at_desk.post(page, {"text": "case: a\0b", "revision": "0"})
    assert response.status_code == 422
    assert "NUL" in response.content.decode()
    assert response.context["editor"].text == "case: a\0b"
    draft.refresh_from_db()
    assert draft.revision == 0


def test_a_save_after_somebody_else_shows_both_texts(at_desk, page, draft, ada):
    theirs = changed(draft, "A good case", "Of somebody else")
    mine = changed(draft, "A good case", "Of mine")
    drafts.save(draft, theirs, 0, ada)
    response = at_desk.post(page, {"text": mine, "revision": "0"})
    assert response.status_code == 409
    said = html.unescape(response.content.decode())
    assert theirs in said
    assert mine in said
    assert "<del>title: Of somebody else</del>" in said
    assert CaseDraft.objects.get().text == theirs

    over = {"text": mine, "revision": str(response.context["editor"].revision)}
    assert at_desk.post(page, over).status_code == 302
    assert CaseDraft.objects.get().text == mine


def test_a_save_of_a_draft_that_is_gone_keeps_the_text(at_desk, page, draft):
    draft.delete()
    response = at_desk.post(page, {"text": "what I wrote", "revision": "0"})
    assert response.status_code == 409
    assert "what I wrote" in response.content.decode()
    assert at_desk.get(page).status_code == 404
