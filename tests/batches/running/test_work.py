"""A piece of work from its claim to its end, in this process; system tests have real workers."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pgx.assessments.errors import QuestionRefused
from pgx.batches import downloads, starting, storage
from pgx.batches.models import Batch, Chunk, Part, State
from pgx.batches.options import Options
from pgx.batches.progress import progress
from pgx.batches.receiving import receive
from pgx.batches.running import looking, work
from tests.batches.running.test_claims import let_leases_end

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("release")]
HEADER = "subject,rs6265,CYP2C19,drug\n"
ROWS = "".join(f"S{n},A/G,*1/*2,sertraline\n" for n in range(25)) + "S99,A/G,*1/*2,aspirn\n"


@pytest.fixture(autouse=True)
def small_chunks(settings, tmp_path):
    settings.MEDIA_ROOT, settings.BATCH_CHUNK_ROWS = tmp_path, 10


@pytest.fixture
def batch(ada) -> Batch:
    """Three chunks, of which one has a row that cannot be used; started."""
    file = SimpleUploadedFile("class.csv", (HEADER + ROWS).encode())
    found = receive(ada, file, file.name, Options()).batch
    starting.start(found)
    return found


def work_off(batch: Batch) -> Batch:
    while work.do_next():
        pass
    batch.refresh_from_db()
    return batch


def lines(pieces) -> list[str]:
    return io.BytesIO(b"".join(pieces)).read().decode().splitlines()


def test_a_batch_ends_complete_with_every_row_once(batch) -> None:
    assert work_off(batch).state == State.DONE
    found = progress(batch)
    assert (found.rows_total, found.rows_good, found.rows_with_errors) == (26, 25, 1)
    assert (found.share, found.seconds_left) == (1.0, None)
    subjects = [line.split(",")[0] for line in lines(downloads.results_csv(batch))]
    assert subjects == ["subject", *(f"S{n}" for n in range(25))]
    _, error = lines(downloads.errors_csv(batch))
    assert error.startswith("27,drug,aspirn,unknown_drug")


def test_a_finished_batch_names_every_object_that_it_has(batch) -> None:
    work_off(batch)
    named = {batch.upload}
    for names in batch.chunks.values_list("source", "results", "errors"):
        named |= set(names)
    assert set(storage.names_of(batch.pk)) == named


def test_a_piece_that_fails_is_tried_again_then_told_then_retried_alone(batch) -> None:
    work.do_next()  # reads
    poisoned = batch.chunks.get(number=1)
    path = Path(storage.default_storage.path(poisoned.source))
    sound = path.read_bytes()
    path.write_bytes(b"no Parquet")
    assert work_off(batch).state == State.FAILED
    assert batch.failure["message"].startswith("1 of 3 parts")
    assert batch.chunks.get(number=1).attempt == work.MOST_FAULTS
    attempts = dict(batch.chunks.values_list("number", "attempt"))
    path.write_bytes(sound)
    starting.retry(batch)
    assert work_off(batch).state == State.DONE
    after = dict(batch.chunks.values_list("number", "attempt"))
    assert (after[0], after[1], after[2]) == (attempts[0], attempts[1] + 1, attempts[2])


def test_a_piece_over_which_workers_vanish_is_given_up(batch) -> None:
    work.do_next()
    for _ in range(work.MOST_LOSSES + 1):
        work.claim_next()
        let_leases_end()
        Chunk.objects.filter(number__gt=0).update(state=Part.DONE)
    assert work_off(batch).state == State.FAILED
    assert "the worker vanished" in batch.failure["message"]


def test_a_cancelled_batch_goes_on_where_it_was(batch) -> None:
    work.do_next()
    work.do_next()
    starting.cancel(batch)
    assert work.do_next() == 0
    starting.retry(batch)
    assert work_off(batch).state == State.DONE
    assert set(batch.chunks.values_list("attempt", flat=True)) == {1}


def test_a_batch_of_an_older_engine_starts_over(batch) -> None:
    work.do_next()
    work.do_next()
    Batch.objects.update(engine="0.0.1")
    assert work.do_next() == 0
    assert looking.pieces_left_lying() == 1
    batch.refresh_from_db()
    assert batch.state == State.READING and not batch.chunks.exists()
    assert work_off(batch).state == State.DONE


def test_what_lies_about_is_offered_again_and_what_is_in_hand_is_not(batch, settings) -> None:
    settings.BATCH_LOOK_SECONDS = 0
    work.do_next()
    assert looking.pieces_left_lying() == 3
    work.claim_next()
    assert looking.pieces_left_lying() == 2


def test_a_batch_whose_last_worker_vanished_before_the_end_is_ended(batch) -> None:
    work.do_next()
    batch.chunks.update(state=Part.DONE)
    looking.pieces_left_lying()
    batch.refresh_from_db()
    assert batch.state == State.DONE


def test_a_file_without_a_drug_is_not_started(ada) -> None:
    file = SimpleUploadedFile("class.csv", b"subject,rs6265\nS1,A/G\n")
    found = receive(ada, file, file.name, Options()).batch
    with pytest.raises(QuestionRefused, match="says no drug"):
        starting.start(found)


@pytest.mark.parametrize("step", ["read_file", "assess_chunk"])
def test_of_a_batch_that_is_deleted_at_work_nothing_stays(
    batch, monkeypatch, step, django_capture_on_commit_callbacks
) -> None:
    if step == "assess_chunk":
        work.do_next()
    real = getattr(work, step)

    def meanwhile(held):
        """Delete it where the worker has read what it needs, and has not written yet."""
        source = held.claim.piece.source if step == "assess_chunk" else held.claim.piece.upload
        with storage.open_object(source) as file:
            kept = file.read()
        with django_capture_on_commit_callbacks(execute=True):
            starting.delete(starting.find(batch.owner, batch.pk))
        storage.default_storage.save(source, storage.ContentFile(kept))
        real(held)

    monkeypatch.setattr(work, step, meanwhile)
    assert work.do_next() == 1
    assert storage.batch_ids() == []
