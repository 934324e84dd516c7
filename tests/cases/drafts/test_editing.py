import pytest

from pgx.cases import drafts
from pgx.cases.drafts import DraftChangedMeanwhile, DraftGone, NameRefused, TextRefused
from pgx.cases.models import CaseDraft
from tests.cases.drafts.conftest import changed

pytestmark = pytest.mark.django_db


def test_begin_takes_the_text_with_the_next_number(draft, version):
    assert draft.text == version.text.replace("version: 1\n", "version: 2\n")
    assert draft.parent == version
    assert drafts.to_do(draft) == []


def test_begin_new_holds_from_the_start(release, curator):
    draft = drafts.begin_new("a-new-one", "A trial", curator)
    assert draft.text.splitlines()[1] == "case: a-new-one"
    assert drafts.to_do(draft) == []


@pytest.mark.parametrize("name", ["", "Upper", "../etc", "two words", "-a", "a" * 81, "good"])
def test_begin_new_refuses_what_cannot_be_a_name(version, curator, name):
    with pytest.raises(NameRefused):
        drafts.begin_new(name, "A trial", curator)


def test_save_keeps_faults_too_and_lines_as_in_a_file(draft, ada):
    saved = drafts.save(draft, "case: good\r\nversion: [\r\n", 0, ada)
    saved.refresh_from_db()
    assert (saved.text, saved.revision) == ("case: good\nversion: [\n", 1)
    assert saved.edited_by == ada
    assert [fault.line for fault in drafts.faults(saved)] == [2]


def test_save_over_another_is_refused_and_tells_what_is_there(draft, curator, ada):
    first = changed(draft, "A good case", "The first")
    drafts.save(draft, first, 0, ada)
    with pytest.raises(DraftChangedMeanwhile) as refused:
        drafts.save(draft, changed(draft, "A good case", "The second"), 0, curator)
    assert refused.value.now.text == first
    assert drafts.save(draft, first, 0, ada).revision == 1  # a double click
    assert CaseDraft.objects.get().text == first


@pytest.mark.parametrize("text", ["a\0b", "\N{EURO SIGN}" * 40_000])
def test_save_refuses_what_no_file_can_be(draft, curator, text):
    with pytest.raises(TextRefused):
        drafts.save(draft, text, 0, curator)


def test_delete_only_what_was_seen(draft, curator):
    drafts.save(draft, "other", 0, curator)
    with pytest.raises(DraftChangedMeanwhile):
        drafts.delete(draft, 0)
    drafts.delete(draft, 1)
    with pytest.raises(DraftGone):
        drafts.save(draft, "mine", 1, curator)
