"""What is deleted, when, and what is told of an account's files."""

import os
import shutil
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone

from pgx.accounts.own_data import collect_own_data
from pgx.batches import retention, storage
from pgx.batches.models import Batch
from tests.batches.running.test_claims import make_batch

LATER = timezone.now() + timedelta(days=2)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()


def with_upload(batch: Batch) -> Batch:
    batch.upload = storage.put(f"{batch.pk}/upload", ContentFile(b"subject"))
    batch.save()
    return batch


@pytest.mark.django_db(transaction=True)
def test_a_batch_past_its_day_goes_with_its_objects(ada) -> None:
    old, young = with_upload(make_batch(ada)), with_upload(make_batch(ada))
    Batch.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(days=1))
    assert retention.sweep(timezone.now()) == 1
    assert storage.batch_ids() == [young.pk]


@pytest.mark.django_db(transaction=True)
def test_the_objects_of_an_account_go_with_it(ada) -> None:
    with_upload(make_batch(ada))
    ada.delete()
    assert storage.batch_ids() == []


@pytest.mark.django_db
def test_objects_that_no_row_names_are_swept_once_they_are_old(ada) -> None:
    batch = with_upload(make_batch(ada))
    left = storage.put(f"{batch.pk}/part-1-0.parquet", ContentFile(b"half"))
    storage.put("gone/upload", ContentFile(b"of a batch that is gone"))
    assert retention.sweep_objects(timezone.now()) == 0
    assert retention.sweep_objects(LATER) == 2
    assert storage.names_of(batch.pk) == [batch.upload] and left != batch.upload


def test_what_a_broken_upload_left_is_swept_once_it_is_old() -> None:
    folder = settings.FILE_UPLOAD_TEMP_DIR
    (folder / "young").write_bytes(b"x")
    (folder / "old").write_bytes(b"x")
    (folder / "reading").mkdir()
    past = time.time() - 2 * 24 * 3600
    for name in ("old", "reading"):
        os.utime(folder / name, (past, past))
    assert retention.sweep_objects(timezone.now()) == 2
    assert [path.name for path in folder.iterdir()] == ["young"]
    shutil.rmtree(folder)


@pytest.mark.django_db
def test_the_owner_is_told_of_every_batch_and_of_nobody_elses(ada, curator) -> None:
    own = make_batch(ada, name="class.csv")
    make_batch(curator)
    (told,) = collect_own_data(ada)["batches"]
    assert told["id"] == own.pk and told["name"] == "class.csv"
