"""The first page of class files: who sees what, what is taken, and what is refused."""

import io

import pytest
from django.test import Client

from pgx.batches import receiving, samples
from pgx.batches.models import Batch, State
from tests.batches.making import CLASS, received, upload

pytestmark = pytest.mark.usefixtures("release")

NO_REGIMENS = {"regimens-TOTAL_FORMS": "0", "regimens-INITIAL_FORMS": "0"}


@pytest.fixture
def of_ada(client, ada) -> Client:
    client.force_login(ada)
    return client


def send(client, text=CLASS, **fields):
    return client.post("/batches/", {"file": upload(text), **NO_REGIMENS, **fields})


def test_a_visitor_reads_what_it_is_and_is_led_to_sign_in(client):
    page = client.get("/batches/").content.decode()

    assert "never a patient" in page
    assert "/account/login/?next=/batches/" in page
    assert 'type="file"' not in page


def test_a_visitor_sends_nothing(client):
    assert 'type="file"' not in send(client).content.decode()
    assert not Batch.objects.exists()


def test_a_file_is_sent_and_waits(of_ada, ada):
    answer = send(of_ada, population="EUR")

    batch = Batch.objects.get(owner=ada)
    assert answer.url == f"/batches/{batch.pk}/"
    assert batch.state == State.WAITING
    assert batch.options["population"] == "EUR"
    assert batch.name in of_ada.get("/batches/").content.decode()


def test_drugs_and_doses_of_rows_that_name_none(of_ada, ada):
    regimens = {
        "regimens-TOTAL_FORMS": "2",
        "regimens-INITIAL_FORMS": "0",
        "regimens-0-drug": "sertraline",
        "regimens-0-dose": "75",
        "regimens-1-drug": "escitalopram",
    }
    send(of_ada, "subject,CYP2C19\ns1,*2/*2\n", co_medications="omeprazole;", **regimens)

    options = Batch.objects.get(owner=ada).options
    assert [(e["drug"], e["dose_mg_per_day"]) for e in options["regimens"]] == [
        ("sertraline", 75.0),
        ("escitalopram", 10.0),
    ]
    assert options["co_medications"] == ["omeprazole"]


@pytest.mark.parametrize(
    ("text", "fields", "says"),
    [
        ("", {}, "empty"),
        ("subject,birth_date,CYP2C19\ns1,1,*1/*1\n", {}, "personal data"),
        (CLASS, {"co_medications": "; ".join(f"drug {n}" for n in range(60))}, "At most 50"),
        (CLASS, {"regimens-TOTAL_FORMS": "1", "regimens-0-dose": "ten"}, "not a plain number"),
        (CLASS, {"regimens-TOTAL_FORMS": "1", "regimens-0-dose": "10"}, "the drug of this dose"),
    ],
)
def test_what_is_refused_says_why(of_ada, text, fields, says):
    answer = send(of_ada, text, **fields)

    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert "<title>Error:" in answer.content.decode()
    assert not Batch.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(of_ada, settings):
    settings.BATCH_MOST_BYTES = 1000
    read = []

    class Body(io.BytesIO):
        def read(self, size=-1):
            read.append(size)
            return super().read(size)

    answer = of_ada.generic("POST", "/batches/", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(1000 + receiving.ENVELOPE + 1), **{"wsgi.input": Body()})  # fmt: skip

    assert answer.status_code == 413
    assert "at most" in answer.content.decode()
    assert not read


def test_a_full_quota_says_what_to_do(of_ada, ada, settings):
    received(ada)
    settings.BATCH_QUOTA_BYTES = 200

    answer = send(of_ada)

    assert answer.status_code == 413
    assert "Delete a batch" in answer.content.decode()
    assert Batch.objects.count() == 1


def test_a_form_from_elsewhere_sends_nothing(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    assert send(client).status_code == 403
    assert not Batch.objects.exists()


@pytest.mark.parametrize(("name", "lines", "rows"), [("wide", 201, 200), ("long", 2201, 210)])
def test_a_sample_can_be_sent_as_it_is_downloaded(of_ada, ada, name, lines, rows):
    text = of_ada.get(f"/batches/sample-{name}.csv").content.decode()
    assert text == getattr(samples, name)()
    assert len(text.splitlines()) == lines

    send(of_ada, text)

    understood = Batch.objects.get(owner=ada).understood
    assert understood["layout"] == name
    assert understood["expected_rows"] == rows  # a line without a subject is one by itself
