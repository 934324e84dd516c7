"""Subjects of a class file: found by place and by name, with the question that was assessed."""

import pyarrow as pa
import pytest

from pgx.assessments.assess import assess
from pgx.assessments.question import Regimen
from pgx.batches import storage
from pgx.batches.subjects import Subjects
from tests.batches.making import CLASS, ESCITALOPRAM, done

pytestmark = pytest.mark.usefixtures("release")
MEASURED = ("exposure_ratio", "relative_response")
# Rows with the strand of their own, a palindromic marker, and no drug of their own.
STRANDS = (
    "subject,CYP2C19,rs6295,orientation,dose_mg_per_day\n"
    "s1,*2/*2,C/C,plus,\ns2,*1/*2,G/G,literature,20\ns3,*1/*1,C/C,,\n"
)


@pytest.fixture
def parts(settings):
    settings.BATCH_CHUNK_ROWS = 2


def results(batch):
    tables = [storage.read_table(each.results) for each in batch.chunks.order_by("number")]
    return pa.concat_tables(tables, promote_options="permissive").to_pylist()


def test_every_row_in_the_order_of_the_file_over_its_parts(ada, parts):
    subjects = Subjects(done(ada, CLASS))

    assert (len(subjects), subjects.batch.chunks.count()) == (4, 2)
    assert [(each.line, each.subject) for each in subjects[1:3]] == [(3, "s2"), (4, "s3")]
    assert [each.subject for each in subjects[3:9]] == ["s4"]
    assert [each.question is None for each in subjects[0:4]] == [False, False, True, False]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (CLASS, {}),
        (STRANDS, {"regimens": (ESCITALOPRAM,)}),
        (STRANDS, {"regimens": (ESCITALOPRAM,), "orientation": {"rs6295": "plus"}}),
        (
            "subject,marker,genotype\ns1,CYP2C19,*1/*2\ns1,CYP2C19,*2/*2\ns2,CYP2C19,*17/*17\n",
            {"regimens": (ESCITALOPRAM, Regimen("sertraline", 50.0)), "layout": "long"},
        ),
    ],
)
def test_the_question_of_a_row_gives_the_results_of_the_file(ada, text, options):
    batch = done(ada, text, **options)
    expected = {
        (row["subject"], row["drug"], row["dose_mg_per_day"], name): row[name]
        for row in results(batch)
        for name in MEASURED
    }

    found = {
        (each.subject, result.drug, result.dose_mg_per_day, name): getattr(result, name)
        for each in Subjects(batch)[0:9]
        if each.question
        for result in assess(each.question).results
        for name in MEASURED
    }

    assert len({value for value in found.values() if value}) > 2
    assert found == pytest.approx(expected, rel=1e-9)


def test_a_subject_is_found_by_name_and_no_other_part_is_unpacked(ada, parts, monkeypatch):
    batch = done(ada, CLASS.replace("s4,", "s1,"))
    read, whole = [], storage.read_table
    monkeypatch.setattr(storage, "read_table", lambda name: read.append(name) or whole(name))

    assert [each.line for each in Subjects(batch).named("s1", 9)] == [2, 5]
    assert [each.line for each in Subjects(batch).named("s1", 1)] == [2]
    read.clear()
    assert [each.line for each in Subjects(batch).named("s2", 9)] == [3]
    assert read == [batch.chunks.get(number=0).source]
    assert Subjects(batch).named("S1", 9) == []
