"""One piece of work, and what comes between."""

import pytest

from pgx.batches import starting, storage
from pgx.batches.running import work
from tests.batches.making import received

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("release")]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize("step", ["read_file", "assess_chunk"])
def test_of_a_batch_that_is_deleted_at_work_nothing_stays(ada, monkeypatch, step) -> None:
    batch = received(ada)
    starting.start(batch)
    if step == "assess_chunk":
        work.do_next()
    real = getattr(work, step)

    def meanwhile(held):
        """Delete it where the worker has read what it needs, and has not written yet."""
        source = held.claim.piece.source if step == "assess_chunk" else held.claim.piece.upload
        with storage.open_object(source) as file:
            kept = file.read()
        starting.delete(starting.find(ada, batch.pk))
        storage.default_storage.save(source, storage.ContentFile(kept))
        real(held)

    monkeypatch.setattr(work, step, meanwhile)
    assert work.do_next() == 1
    assert storage.batch_ids() == []
