import threading

import pytest
from django.db import connection

from pgx.knowledge import catalogue, drafts, releases
from pgx.knowledge.difference import difference
from pgx.knowledge.errors import NoRelease
from pgx.knowledge.models import Draft, Release
from tests.kb import AFTER_NEXT, NEXT

pytestmark = pytest.mark.django_db

KEY = "sertraline|half_life"


def told(refused, draft, curator, version=NEXT, notes="why", **options):
    """What publishing is refused with, by field."""
    with pytest.raises(drafts.PublishRefused) as error:
        drafts.publish(draft, version, notes, curator, **options)
    refused.append(error.value)
    return error.value.fields


def test_publish_makes_a_release_of_exactly_the_rows_and_closes_the_draft(
    draft, save, cells, curator, release
):
    save("drug_values", KEY, value="27.5")
    drafts.remove_row(draft, "time_course", "T02", 0, curator)
    new = cells("time_course", "T01", observation="T99")
    drafts.save_row(draft, "time_course", None, new, 0, curator)
    before = drafts.rows(draft)

    made = drafts.publish(draft, drafts.next_version(), " because \n", curator)

    assert (made.version, made.notes) == (NEXT, "because")
    assert releases.name().version == NEXT
    stored = releases.stored_rows(made.pk, made.version)
    assert difference(before, stored) == ()
    assert [row.key for row in stored["time_course"]] == [row.key for row in before["time_course"]]
    draft.refresh_from_db()
    assert (draft.published_as, draft.published_by) == (made, curator)
    assert {each.kind for each in draft.changes.all()} == {"changed", "removed", "added"}
    for attempt in (
        lambda: save("drug_values", KEY, value="28"),
        lambda: drafts.undo(draft.changes.first(), 1),
        lambda: drafts.move(draft, made),
        lambda: drafts.publish(draft, "9.9.9", "again", curator),
        lambda: drafts.delete(draft),
    ):
        with pytest.raises(drafts.DraftClosed):
            attempt()


def test_publish_is_refused_at_the_field_and_nothing_is_published(draft, save, curator, release):
    seen = []
    save("parameters", "w_n3", value="0.9")
    for version in ("", "1", "1.2.x", "v1.0.0", "0.04.1", "1" * 40 + ".0.0", f"{NEXT}\n"):
        assert NEXT in told(seen, draft, curator, version)["version"]
    assert "already" in told(seen, draft, curator, release.version)["version"]
    assert "below" in told(seen, draft, curator, "0.3.9")["version"]
    for notes in ("", " \n", "a\0b"):
        assert "notes" in told(seen, draft, curator, notes=notes)
    assert told(seen, draft, curator) == {}
    assert "sum to 1.75" in seen[-1].to_do[0].reason
    assert Release.objects.count() == 1


def test_publish_and_delete_take_nothing_that_was_not_seen(draft, save, curator, release):
    assert "Nothing is changed yet" in told([], draft, curator)[""]
    save("drug_values", KEY, value="27.5")
    seen = Draft.objects.get().revision
    drafts.remove_row(draft, "time_course", "T02", 0, curator)
    assert "changed this draft" in told([], draft, curator, revision=seen)[""]
    with pytest.raises(drafts.DraftChangedMeanwhile):
        drafts.delete(draft, seen)
    assert Release.objects.count() == 1
    assert draft.changes.count() == 2

    seen = Draft.objects.get().revision
    assert drafts.publish(draft, NEXT, "why", curator, revision=seen).version == NEXT


def test_delete_of_a_draft_as_it_was_seen(draft, save):
    save("drug_values", KEY, value="27.5")
    drafts.delete(draft, Draft.objects.get().revision)
    assert not Draft.objects.exists()


def test_publish_beside_a_newer_release_takes_nothing_back_unless_told(draft, save, curator, ada):
    other = drafts.begin(draft.parent, "other", ada)
    save("drug_values", KEY, value="27.5")
    newer = drafts.publish(draft, NEXT, "why", curator)
    drafts.remove_row(other, "time_course", "T02", 0, ada)
    seen = []
    assert "take back" in told(seen, other, curator, AFTER_NEXT)["even_so"]
    assert drafts.publish(other, AFTER_NEXT, "why", curator, even_so=True).version == AFTER_NEXT
    assert Release.objects.filter(pk=newer.pk).exists()


def test_publish_of_a_draft_whose_parent_is_withdrawn_asks_to_move_it(draft, save, cells, curator):
    save("drug_values", KEY, value="27.5")
    newer = drafts.publish(draft, NEXT, "why", curator)
    later = drafts.begin(newer, "later", curator)
    drafts.remove_row(later, "time_course", "T02", 0, curator)
    drafts.withdraw(newer, "a slip", curator)
    assert "is withdrawn" in told([], later, curator, AFTER_NEXT)["even_so"]

    later = drafts.move(later, draft.parent)
    mine = cells("drug_values", KEY, note="seen again")
    drafts.save_row(later, "drug_values", KEY, mine, 0, curator)
    assert drafts.publish(later, AFTER_NEXT, "why", curator).version == AFTER_NEXT


def test_withdraw_keeps_the_release_and_the_one_before_answers(draft, save, curator, release):
    save("parameters", "phi_S", value="0.5")
    made = drafts.publish(draft, NEXT, "why", curator)
    with pytest.raises(drafts.WithdrawRefused, match="Say why"):
        drafts.withdraw(made, " ", curator)
    drafts.withdraw(made, "The number is of another drug.", curator)

    assert releases.find().version == release.version
    assert releases.find(NEXT).parameters.phi_S == 0.5
    listed = {entry.key: entry.values for entry in catalogue.release_listing().entries}
    assert listed[NEXT]["withdrawn"] == "The number is of another drug."
    assert not listed[NEXT]["is_default"]
    assert (listed[release.version]["withdrawn"], listed[release.version]["is_default"]) == (
        "", True,
    )  # fmt: skip
    with pytest.raises(drafts.WithdrawRefused, match="already"):
        drafts.withdraw(made, "again", curator)
    with pytest.raises(drafts.WithdrawRefused, match="last release"):
        drafts.withdraw(release, "both", curator)
    with pytest.raises(NoRelease):
        releases.name(AFTER_NEXT)


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_publish_at_once_make_one_release(release, curator):
    """Two drafts of one parent: the second would take back what the first changed."""
    both = [drafts.begin(release, name, curator) for name in "ab"]
    for draft in both:
        drafts.remove_row(draft, "time_course", "T02", 0, curator)
    start, said = threading.Barrier(2), []

    def work(draft, version):
        try:
            start.wait()
            said.append(drafts.publish(draft, version, "why", curator))
        except drafts.PublishRefused as refused:
            said.append(refused)
        finally:
            connection.close()

    versions = (NEXT, AFTER_NEXT)
    threads = [
        threading.Thread(target=work, args=pair) for pair in zip(both, versions, strict=True)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (refused,) = [each for each in said if isinstance(each, drafts.PublishRefused)]
    assert "was published meanwhile" in refused.fields["even_so"]
    assert Release.objects.count() == 2
