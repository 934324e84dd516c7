"""What is kept of an upload, and what is refused."""

import pytest

from pgx.batches import receiving
from pgx.batches.errors import OverQuota
from pgx.batches.models import Batch, Chunk
from tests.batches.making import CLASS, done, received, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("release")]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_results_and_errors_count_against_the_quota(ada) -> None:
    batch = done(ada)
    (chunk,) = Chunk.objects.filter(batch=batch)
    assert chunk.stored > 0
    assert receiving.stored_by(ada) == batch.stored + chunk.stored


def test_uploads_at_the_same_time_do_not_pass_the_quota_together(
    ada, settings, monkeypatch
) -> None:
    """Another upload is kept after this one was measured."""
    settings.BATCH_QUOTA_BYTES = len(CLASS) * 3 // 2
    real = receiving.understand

    def meanwhile(*args):
        monkeypatch.setattr(receiving, "understand", real)
        received(ada)
        return real(*args)

    monkeypatch.setattr(receiving, "understand", meanwhile)
    with pytest.raises(OverQuota):
        received(ada)
    assert Batch.objects.count() == 1


def test_a_file_without_a_name_has_one(ada) -> None:
    options = receiving.Options()
    assert receiving.receive(ada, upload(), "  ", options).batch.name == "class"
