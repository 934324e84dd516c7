"""An upload to a disk that is full, for real: a device that has no space."""

from pathlib import Path

import pytest
from django.test import Client

from pgx.batches.models import Batch

pytestmark = pytest.mark.usefixtures("release")
BIG = b"subject,rs6265,drug\n" + b"S1,A/G,sertraline\n" * 200_000


@pytest.fixture
def full_disk(settings, monkeypatch):
    """Uploads go to a device that is always full; the kernel says so at the first flush."""
    from django.core.files import uploadedfile

    class OnFullDevice:
        def __init__(self, name, content_type, size, charset, extra=None):
            self.file = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115
            self.name = name

        def write(self, piece):
            return self.file.write(piece)

        def flush(self):
            self.file.flush()

        def close(self):
            self.file.close()

    monkeypatch.setattr(uploadedfile, "TemporaryUploadedFile", OnFullDevice)
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", OnFullDevice)


def upload(client: Client, address: str, **headers):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post(address, {"file": SimpleUploadedFile("class.csv", BIG)}, **headers)


def test_a_page_says_that_the_disk_is_full(client, ada, full_disk):
    client.force_login(ada)
    answer = upload(client, "/batches/")
    assert answer.status_code == 507
    assert "no space left where Raphe keeps its files" in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_program_is_told_that_the_disk_is_full(client, ada, full_disk):
    from pgx.accounts.tokens import create_token

    _, secret = create_token(ada, "class", ["batch"], None)
    answer = upload(client, "/api/v1/batches", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert answer.status_code == 507
    assert answer.json()["errors"][0]["code"] == "disk_full"
