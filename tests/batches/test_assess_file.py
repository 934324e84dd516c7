import csv
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import Regimen
from pgx.batches.assess_file import NoUsableRow, assess_file
from pgx.batches.errors import FileRefused
from pgx.batches.options import Options

DEFAULT = Options(regimens=(Regimen("citalopram", 20.0),))


class Assessed:
    """What a text gave: the outcome, and the rows of both files."""

    def __init__(self, folder, knowledge, text, options=DEFAULT):
        file, out, errors = (folder / name for name in ("in.csv", "out.csv", "errors.csv"))
        file.write_text(text, newline="")
        self.shares = []
        self.outcome = assess_file(
            *(file, options, knowledge, [out, folder / "out.parquet"], errors, self.shares.append)
        )
        self.results, self.errors = ([*csv.DictReader(f.open(newline=""))] for f in (out, errors))


def class_of(number):
    """A class in which the first subject comes again at the end, and one row is wrong."""
    rows = [f"S{place},A/G,citalopram,20" for place in range(number)]
    rows[number // 2] = "bad,A/G,aspirin,20"
    return "subject,rs6265,drug,dose_mg_per_day\n" + "\n".join([*rows, "S0,A/A,,"]) + "\n"


@pytest.mark.parametrize("chunk_rows", [7, 1000])
def test_assess_file_is_the_same_in_parts_and_in_one(tmp_path, knowledge, settings, chunk_rows):
    settings.BATCH_CHUNK_ROWS = chunk_rows

    found = Assessed(tmp_path, knowledge, class_of(30))

    lines = [int(row["line"]) for row in found.results]
    assert lines == [line for line in range(2, 33) if line != 17]
    assert [(e["line"], e["column"], e["code"]) for e in found.errors] == [
        ("17", "drug", "unknown_drug")
    ]
    flagged = [row["line"] for row in found.results if "repeated_subject" in row["flags"]]
    assert flagged == ["2", "32"]
    table = pq.read_table(tmp_path / "out.parquet")
    assert table["line"].to_pylist() == lines
    assert [float(row["relative_response"]) for row in found.results] == table[
        "relative_response"
    ].to_pylist()
    assert found.outcome.summary["results"] == 30
    assert found.shares == sorted(found.shares)
    assert found.shares[-1] == 1


def test_assess_file_errors_name_columns_as_the_file_does(tmp_path, knowledge):
    header = "Code,RS6265,Drug,Dose mg per day,Co-Medications,Orientation\n"
    rows = ",A/G,,,,\nS1,A/G,zauber,x,,minus\nS2,A/G,,,none,\n"
    options = replace(DEFAULT, columns={"Code": "subject"})

    found = Assessed(tmp_path, knowledge, header + rows, options)

    assert [(error["line"], error["column"], error["value"]) for error in found.errors] == [
        *(("2", "Code", ""), ("3", "Orientation", "minus")),
        *(("3", "Dose mg per day", "x"), ("3", "Drug", "zauber")),
    ]


def test_assess_file_contradictions_of_a_long_file_are_ambiguous(tmp_path, knowledge):
    text = "subject,marker,genotype\na,rs6265,A/G\nb,rs6265,A/A\na,rs6265,G/G\nb,rs6265,A/A\n"

    found = Assessed(tmp_path, knowledge, text)

    told = {row["subject"]: row["rs6265_status"] for row in found.results}
    assert told == {"a": "ambiguous", "b": "called"}


@pytest.mark.parametrize(
    "broken",
    [
        *('S1,"A/G', '"S1,A/G', 'S1,"A/G"x', 'S1,A/G\nS1b,"A/G', 'S1,"A/G\nS2,A/A\nS3,A/G"'),
        *('S1,"A/G\n"S2,A/A', f"S1,{'A' * 200_000}"),
    ],
)
def test_assess_file_a_broken_line_costs_no_other_row(tmp_path, knowledge, broken):
    found = Assessed(tmp_path, knowledge, f"subject,rs6265\nS0,A/G\n{broken}\nS8,A/A\nS9,G/G\n")

    assert {error["code"] for error in found.errors} == {"unreadable_row"}
    assert {"S0", "S8", "S9"} <= {row["subject"] for row in found.results}
    lines = {int(row["line"]) for row in (*found.results, *found.errors)}
    assert lines == set(range(2, broken.count("\n") + 6))


def test_assess_file_refuses_before_it_writes(tmp_path, knowledge):
    with pytest.raises(FileRefused, match="takes no identifiers"):
        Assessed(tmp_path, knowledge, "subject,rs6265,Last name\nS1,A/G,Doe\n")
    with pytest.raises(QuestionRefused, match="or add a drug column"):
        Assessed(tmp_path, knowledge, "subject,rs6265\nS1,A/G\n", Options())
    with pytest.raises(QuestionRefused, match="not a drug"):
        Assessed(tmp_path, knowledge, class_of(3), Options(regimens=(Regimen("x"),)))

    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_assess_file_without_a_usable_row_writes_the_errors_alone(tmp_path, knowledge):
    with pytest.raises(NoUsableRow):
        Assessed(tmp_path, knowledge, "subject,rs6265\n,A/G\n")

    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "errors.csv"}
    assert "no_subject" in (tmp_path / "errors.csv").read_text()
