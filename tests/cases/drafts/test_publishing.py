import threading

import pytest
from django.db import connection

from pgx.cases import drafts, published
from pgx.cases.drafts import DraftChangedMeanwhile, DraftGone, PublishRefused
from pgx.cases.models import CaseDraft, CaseVersion
from tests.cases.drafts.conftest import changed


@pytest.mark.django_db
def test_publish_makes_the_next_version_and_ends_the_draft(draft, version, curator):
    attempt = drafts.try_out(draft, curator, "history")
    drafts.save(draft, changed(draft, "A good case", "Asked of no model yet"), 0, curator)
    new = drafts.publish(draft, " Mended. ", curator, 1)
    assert (new.version, new.note, new.published_by) == (2, "Mended.", curator)
    assert published.playable("good")[0] == new
    assert new.standings.count() == 1  # no learner waits for the model
    assert not CaseDraft.objects.exists()
    assert not type(attempt).objects.exists()
    with pytest.raises(DraftGone):
        drafts.publish(draft, "again", curator, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version: 2", "version: 1"),
        ("below: 1.15", "below: 1.01"),
        ("takes escitalopram.", "takes 10 mg."),
    ],
)
def test_publish_is_refused_at_the_line(draft, curator, old, new):
    draft = drafts.save(draft, changed(draft, old, new), 0, curator)
    with pytest.raises(PublishRefused) as refused:
        drafts.publish(draft, "Why", curator, 1)
    (fault,) = drafts.at_lines(refused.value.faults, draft.text)
    assert new in fault.line
    assert CaseVersion.objects.count() == 1


@pytest.mark.django_db
def test_publish_needs_a_note_and_what_was_seen(draft, curator):
    for note in ("  ", "x" * 501, "a\0b"):
        with pytest.raises(PublishRefused) as refused:
            drafts.publish(draft, note, curator, 0)
        assert set(refused.value.fields) == {"note"}
    drafts.save(draft, draft.text + "# more\n", 0, curator)
    with pytest.raises(DraftChangedMeanwhile):
        drafts.publish(draft, "Why", curator, 0)


@pytest.mark.django_db
def test_publish_does_not_take_back_what_another_published(draft, version, curator):
    other = drafts.begin(version, "Sooner", curator)
    drafts.publish(other, "First", curator, 0)
    drafts.save(draft, changed(draft, "version: 2", "version: 3"), 0, curator)
    with pytest.raises(PublishRefused) as refused:
        drafts.publish(draft, "Second", curator, 1)
    assert "published since" in refused.value.fields[""]
    moved = drafts.move(draft, 1)
    assert moved.parent.note == "First"
    assert drafts.publish(moved, "Second", curator, 2).version == 3


@pytest.mark.django_db(transaction=True)
def test_publish_two_drafts_at_once_publishes_one(version, curator):
    """Each has its own number, so only who waits sees that the other one was there first."""
    both = [drafts.begin(version, "one", curator), drafts.begin(version, "two", curator)]
    drafts.save(both[1], changed(both[1], "version: 2", "version: 3"), 0, curator)
    for draft in both:
        draft.refresh_from_db()
        assert drafts.to_do(draft) == []
    start, told = threading.Barrier(2), []

    def publish(draft):
        start.wait()
        try:
            told.append(drafts.publish(draft, "Why", curator, draft.revision).version)
        except PublishRefused as refused:
            told.append(refused.fields[""])
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=[draft]) for draft in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(each, int) for each in told) == [False, True], told
    assert CaseVersion.objects.count() == 2
