"""A table taken out as CSV comes back, changed; a faulty file changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pgx import notice

pytestmark = pytest.mark.django_db

TABLE = "parameters"


@pytest.fixture
def path(draft):
    return f"/knowledge/desk/drafts/{draft.pk}/tables/{TABLE}/"


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("rows.csv", text.encode(), "text/csv")


def test_a_table_taken_out_comes_back_with_what_was_changed(at_desk, path, draft):
    text = at_desk.get(path + "table.csv").content.decode()
    assert str(notice.NOTICE_SHORT) in text

    first = text.splitlines()[1]
    changed = first.replace(",0.9,", ",0.8,", 1)
    assert changed != first
    sent = {"file": upload(text.replace(first, changed)), "text": "", "revision": "0"}
    response = at_desk.post(path + "file/", sent, follow=True)

    assert "1 row is otherwise now." in response.content.decode()
    assert draft.changes.get().values["value"] == 0.8


def test_faults_are_said_by_line_and_what_was_typed_stays(at_desk, path, draft):
    text = "symbol,value\nphi_S,many\n"
    page = at_desk.post(path + "file/", {"text": text, "revision": "0"}).content.decode()

    assert "many is no number" in page and text.strip() in page
    assert not draft.changes.exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose a file"),
        ({"file": SimpleUploadedFile("rows.csv", b"\xff\xfe")}, "no UTF-8 text"),
        ({"text": "symbol\nphi_S\0\n"}, "Null characters"),
        ({"text": "symbol\n" + "phi_S\n" * 40_000}, "Send it as a file"),
        ({"text": "symbol\nphi_S\n", "revision": "9" * 40}, ""),
    ],
)
def test_what_is_no_file_is_said_at_the_field(at_desk, path, sent, says):
    response = at_desk.post(path + "file/", {"revision": "0"} | sent)

    assert response.status_code == 200 and says in response.content.decode()
