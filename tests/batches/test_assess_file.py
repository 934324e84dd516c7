import csv
from io import StringIO

import pytest

from pgx import notice
from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Regimen
from pgx.batches.assess_file import assess_file
from pgx.batches.errors import FileRefused
from pgx.batches.exporters import errors_table, results_table, write_csv

pytestmark = pytest.mark.usefixtures("release")
DEFAULT = Regimen("citalopram", 20.0)


def assess_text(text, default=DEFAULT, **options):
    return assess_file(StringIO(text, newline=""), default, **options)


def results(outcome):
    out = StringIO()
    write_csv(results_table(outcome.reading.rows, outcome.evaluation), out)
    return list(csv.DictReader(StringIO(out.getvalue())))


def errors(outcome):
    out = StringIO()
    write_csv(errors_table(outcome.reading.errors), out)
    return list(csv.DictReader(StringIO(out.getvalue())))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n", "is empty"),
        ("subject,rs6265\n", "no row below"),
        ("rs6265\nA/G\n", "No column is called subject"),
        ("subject,colour\nS1,red\n", "No column is a marker"),
        ("subject,rs6265,rs6265\nS1,A/G,A/G\n", "there twice"),
        ("subject,rs6265,Last name\nS1,A/G,Doe\n", "personal data"),
        ("subject,rs6265,e-mail\nS1,A/G,a@b\n", "personal data"),
        ("subject,rs6265,Birth date\nS1,A/G,1990\n", "personal data"),
    ],
)
def test_assess_file_refuses_a_file_that_cannot_be_used(text, says):
    with pytest.raises(FileRefused, match=says):
        assess_text(text)


def test_assess_file_bad_options_are_refused():
    with pytest.raises(QuestionRefused, match="not a drug"):
        assess_text("subject,rs6265\nS1,A/G\n", Regimen("x"))
    with pytest.raises(QuestionRefused, match="not an orientation"):
        assess_text("subject,rs6265\nS1,A/G\n", orientation="minus")


def test_assess_file_bad_cell_does_not_spoil_its_row():
    (row,) = results(assess_text("subject,rs6265,CYP2C19\nS1,A/Q,*2/*2\n"))

    assert row["rs6265_status"] == "invalid"
    assert row["rs6265_reason"] == "Q is not an allele of rs6265"
    assert float(row["exposure_ratio"]) == 1.95


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("S1,A/G,escitaloprm,10", "drug", "unknown_drug"),
        ("S1,A/G,citalopram,ten", "dose_mg_per_day", "dose_out_of_range"),
        ("S1,A/G,citalopram,-1", "dose_mg_per_day", "dose_out_of_range"),
        ("S1,A/G,citalopram,nan", "dose_mg_per_day", "dose_out_of_range"),
        (",A/G,citalopram,20", "subject", "no_subject"),
        ("S1,A/G", "", "wrong_number_of_cells"),
        ("S1,A/G,citalopram,20,extra", "", "wrong_number_of_cells"),
    ],
)
def test_assess_file_bad_row_is_an_error_and_the_others_go_on(line, column, code):
    header = "subject,rs6265,drug,dose_mg_per_day\n"
    outcome = assess_text(header + f"S0,A/G,citalopram,20\n{line}\nS2,A/A,,\n")

    (error,) = errors(outcome)
    assert (error["line"], error["column"], error["code"]) == ("3", column, code)
    assert error["message"]
    assert error["hint"]
    assert [row["subject"] for row in results(outcome)] == ["S0", "S2"]


def test_assess_file_every_row_unusable_gives_errors_alone():
    outcome = assess_text("subject,rs6265\n,A/G\n")

    assert outcome.evaluation is None
    assert len(outcome.reading.errors) == 1


def test_assess_file_unknown_column_is_kept_aside_with_its_name():
    outcome = assess_text("subject,rs6265,rs6296x\nS1,A/G,A/A\n")

    assert outcome.reading.header.unknown == ("rs6296x",)


def test_assess_file_line_numbers_count_quoted_newlines():
    outcome = assess_text('subject,rs6265\n"S\n1",A/G\n,A/G\n')

    assert errors(outcome)[0]["line"] == "4"


def test_write_csv_no_text_cell_starts_a_formula_and_numbers_stay_numbers():
    outcome = assess_text("subject,rs6265\n=1+1,A/G\n@x,\n-y,A/A\n")

    rows = results(outcome)
    assert [row["subject"] for row in rows] == ["'=1+1", "'@x", "'-y"]
    assert all(float(row["relative_response"]) > 0 for row in rows)


def test_results_carry_the_notice_release_and_engine():
    (row,) = results(assess_text("subject,rs6265\nS1,A/G\n"))

    assert row["notice"] == str(notice.NOTICE_SHORT)
    assert row["release"]
    assert row["engine"]
