"""A class's answers as CSV and Parquet."""

import csv
import io

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.contrib.auth import get_user_model

from pgx import notice
from pgx.cases.classes import leave
from pgx.cases.figures.exports import COLUMNS
from pgx.cases.models import Kind, Response
from tests.cases.figures.making import BELIEFS, START, make_class, sit

pytestmark = pytest.mark.django_db
LEARNERS = 3


@pytest.fixture
def planted(client):
    teacher = get_user_model().objects.create_user("teacher")
    client.force_login(teacher)
    planted = make_class(LEARNERS, teacher)
    sit(planted, Kind.PRE, np.eye(LEARNERS, len(BELIEFS), dtype=int))
    return planted


def rows(client, planted, **query) -> list[dict]:
    answer = client.get(f"/classes/{planted.of_class.pk}/data.csv", query)
    assert answer.status_code == 200
    assert answer.streaming
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_a_row_an_answer_without_names(client, planted):
    found = rows(client, planted)

    assert len(found) == LEARNERS * len(BELIEFS)
    assert {row["learner"] for row in found} == {"0", "1", "2"}
    assert "pseudonym" not in found[0]
    assert {row["notice"] for row in found} == {str(notice.NOTICE_SHORT)}
    own = [row for row in found if row["learner"] == "1"]
    assert [row["right"] for row in own] == ["true" if i == 1 else "false" for i in range(10)]
    assert own[0]["shown"] == "M01"


def test_names_are_neutral_in_a_spreadsheet(client, planted):
    learner = planted.members[0].learner
    learner.username = "=1+1"
    learner.save()

    assert rows(client, planted, names="1")[0]["pseudonym"] == "'=1+1"


def test_what_came_after_leaving_is_left_out(client, planted):
    leave(planted.members[0], START)
    first = Response.objects.filter(sitting__learner=planted.members[0].learner, position=0)

    kept = [row for row in rows(client, planted) if row["learner"] == "0"]

    assert len(kept) == first.count() == 1


def test_parquet_has_the_same_rows_and_says_what_they_mean(client, planted):
    answer = client.get(f"/classes/{planted.of_class.pk}/data.parquet")
    table = pq.read_table(io.BytesIO(answer.getvalue()))

    assert table.num_rows == LEARNERS * len(BELIEFS)
    assert table.schema.metadata[b"notice"].decode() == str(notice.NOTICE)
    assert all(field.metadata[b"meaning"] for field in table.schema)
    assert [str(each) for each in table["right"].to_pylist()] == [
        row["right"].capitalize() for row in rows(client, planted)
    ]


def test_an_empty_class_has_a_head_and_no_rows(client, planted):
    empty = make_class(0, get_user_model().objects.get(username="teacher"), planted.items)

    assert rows(client, empty) == []


def test_the_dictionary_names_every_column(client, planted):
    answer = client.get(f"/classes/{planted.of_class.pk}/dictionary.csv")
    told = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))

    assert [row["column"] for row in told] == [each.name for each in COLUMNS]
    assert all(row["meaning"] for row in told)
