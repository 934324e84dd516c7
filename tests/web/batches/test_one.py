"""The page of one class file, state by state, and what its owner does there."""

import io

import pyarrow.parquet as pq
import pytest

from pgx import notice
from pgx.batches import starting
from pgx.batches.models import Batch, State
from tests.batches.making import CLASS, ESCITALOPRAM, done, received

pytestmark = pytest.mark.usefixtures("release")
FORM = {"regimens-TOTAL_FORMS": "0", "regimens-INITIAL_FORMS": "0"}
COLUMNS = ("subject", "CYP2C19", "rs6265", "", "drug", "dose_mg_per_day")


@pytest.fixture
def of_ada(client, ada):
    client.force_login(ada)
    return client


def page(client, batch) -> str:
    answer = client.get(f"/batches/{batch.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def change(client, batch, columns=COLUMNS, **fields):
    chosen = {f"column-{place}": meaning for place, meaning in enumerate(columns)}
    return client.post(f"/batches/{batch.pk}/change/", {**FORM, **chosen, **fields})


def act(client, batch, what: str):
    return client.post(f"/batches/{batch.pk}/{what}/")


def state(batch) -> str:
    return Batch.objects.get(pk=batch.pk).state


def test_the_preview_shows_what_was_understood(of_ada, ada):
    shown = page(of_ada, received(ada))

    assert "Raphe reads 4 rows and 2 markers." in shown
    for word in ("UTF-8", "comma", "geno-invalid", "shoe_size", "escitalopram 10 mg/day"):
        assert word in shown


def test_a_column_is_corrected(of_ada, ada):
    batch = received(ada, CLASS.replace("rs6265", "my_BDNF_column"))
    assert "Raphe reads 4 rows and 1 marker." in page(of_ada, batch)

    change(of_ada, batch, COLUMNS, look="yes")

    assert "Raphe reads 4 rows and 2 markers." in page(of_ada, batch)
    assert Batch.objects.get(pk=batch.pk).options["columns"] == {"my_BDNF_column": "rs6265"}
    assert state(batch) == State.WAITING


def test_starting_saves_what_was_corrected(of_ada, ada):
    batch = received(ada)

    change(of_ada, batch, ("subject", "", "rs6265", "", "drug", ""), start="yes")

    assert state(batch) == State.READING
    chosen = Batch.objects.get(pk=batch.pk).options["columns"]
    assert chosen == {"CYP2C19": "", "dose_mg_per_day": ""}


@pytest.mark.parametrize(
    ("columns", "fields", "says"),
    [
        (("", "CYP2C19", "", "", "drug", ""), {}, "subject"),
        (("subject", "CYP2C19", "CYP2C19", "", "drug", ""), {}, "same"),
        (COLUMNS, {"co_medications": "; ".join(map(str, range(60)))}, "At most 50"),
        (("subject", "CYP2C19", "rs6265", "no_such", "drug", ""), {}, "Select a valid choice"),
    ],
)
def test_a_bad_correction_changes_nothing_and_is_kept_in_the_form(
    of_ada, ada, columns, fields, says
):
    batch = received(ada)
    before = Batch.objects.get(pk=batch.pk).understood

    answer = change(of_ada, batch, columns, start="yes", **fields)

    shown = answer.content.decode()
    assert says in shown
    assert "<title>Error:" in shown
    assert state(batch) == State.WAITING
    assert Batch.objects.get(pk=batch.pk).understood == before


def test_a_file_without_a_drug_says_that_one_must_be_chosen(of_ada, ada):
    text = "subject,CYP2C19\ns1,*2/*2\n"

    batch = received(ada, text)
    assert "choose one below" in page(of_ada, batch)
    answer = change(of_ada, batch, ("subject", "CYP2C19"), start="yes").content.decode()
    assert "The file says no drug." in answer
    assert state(batch) == State.WAITING
    assert "choose one below" not in page(of_ada, received(ada, text, regimens=(ESCITALOPRAM,)))


def test_the_work_is_followed_and_cancelled_and_gone_on_with(of_ada, ada):
    batch = received(ada)
    change(of_ada, batch, start="yes")
    assert 'hx-trigger="every 2s"' in page(of_ada, batch)

    act(of_ada, batch, "cancel")
    shown = page(of_ada, batch)
    assert "You cancelled this file." in shown
    assert "hx-trigger" not in shown

    act(of_ada, batch, "retry")
    assert state(batch) == State.READING


def test_a_failure_says_why_and_offers_to_retry(of_ada, ada):
    batch = received(ada)
    failure = {"code": "disk_full", "message": "No space is left.", "hint": "Delete a batch."}
    Batch.objects.filter(pk=batch.pk).update(state=State.FAILED, failure=failure)

    shown = page(of_ada, batch)

    assert "No space is left." in shown
    assert "Delete a batch." in shown
    assert f"/batches/{batch.pk}/retry/" in shown


@pytest.mark.parametrize("what", ["cancel", "retry", "change"])
def test_what_cannot_be_done_now_is_said(of_ada, ada, what):
    batch = done(ada)

    other = {"start": "yes", "population": "EUR"}
    answer = change(of_ada, batch, **other) if what == "change" else act(of_ada, batch, what)

    assert answer.status_code == 409
    assert "Nothing was changed." in answer.content.decode()
    assert state(batch) == State.DONE


def test_a_second_click_on_start_is_as_good_as_one(of_ada, ada):
    batch = received(ada)
    answers = [change(of_ada, batch, start="yes") for _ in range(2)]
    assert [(each.status_code, each["Location"]) for each in answers] == [
        (302, f"/batches/{batch.pk}/")
    ] * 2
    assert state(batch) == State.READING


def test_results_before_the_end_are_409(of_ada, ada):
    batch = received(ada)

    for name in ("results.csv", "results.parquet", "errors.csv"):
        assert of_ada.get(f"/batches/{batch.pk}/{name}").status_code == 409


def test_deleting_asks_first(of_ada, ada):
    batch = done(ada)

    asked = of_ada.get(f"/batches/{batch.pk}/delete/")
    assert "Delete “class.csv”?" in asked.content.decode()
    assert state(batch) == State.DONE

    act(of_ada, batch, "delete")
    assert not Batch.objects.exists()


def fetched(client, batch, name) -> bytes:
    answer = client.get(f"/batches/{batch.pk}/{name}")
    assert answer["Content-Disposition"] == f'attachment; filename="class-{name}"'
    return answer.getvalue()


def test_downloads(of_ada, ada):
    batch = done(ada)

    results = fetched(of_ada, batch, "results.csv").decode().splitlines()
    errors = fetched(of_ada, batch, "errors.csv").decode().splitlines()
    dictionary = fetched(of_ada, batch, "dictionary.csv").decode().splitlines()
    table = pq.read_table(io.BytesIO(fetched(of_ada, batch, "results.parquet")))

    assert [line.partition(",")[0] for line in results[1:]] == ["s1", "s2", "s4"]
    assert errors[1].startswith("4,drug,aspirn,unknown_drug")
    assert table.column_names == results[0].split(",")
    assert {line.partition(",")[0] for line in dictionary[1:]} == set(table.column_names)
    for lines in (results, errors, dictionary):
        assert all(str(notice.NOTICE_SHORT) in line for line in lines[1:])


def test_another_accounts_file_is_not_there(client, ada, django_user_model):
    batch = received(django_user_model.objects.create_user("other"))
    client.force_login(ada)

    assert client.get(f"/batches/{batch.pk}/").status_code == 404
    assert change(client, batch, start="yes").status_code == 404
    starting.start(batch)
    assert state(batch) == State.READING
