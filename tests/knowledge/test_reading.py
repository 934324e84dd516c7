import json
import shutil

import pytest

from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.reading import read
from tests.kb import FOLDER
from tests.knowledge.folders import change, folder, grid, write

__all__ = ["folder"]


def faults(folder):
    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)
    return refused.value.faults


def test_read_accepts_the_shipped_files():
    content = read(FOLDER)

    assert content.rows["drugs"]
    assert content.label.version


@pytest.mark.parametrize(
    ("table", "where", "column", "value", "says"),
    [
        ("parameters", {"symbol": "phi_S"}, "value", "much", "valid number"),
        ("parameters", {"symbol": "phi_S"}, "value", "0.7-0.8", "valid number"),
        ("parameters", {"symbol": "phi_S"}, "value", "nan", "finite"),
        ("parameters", {"symbol": "phi_S"}, "value", "", "valid number"),
        ("drug_values", {"quantity": "half_life"}, "value", "-3", "greater than 0"),
        ("binding", {}, "confidence", "sure", "'verified'"),
        ("binding", {}, "confidence", "", "'verified'"),
        ("binding", {}, "reference", "Nobody1999", "not in references.csv"),
        ("binding", {}, "reference", "", "at least 1 character"),
        ("exposure_ratios", {}, "drug", "escitaloprm", "not in drugs.csv"),
        ("allele_frequencies", {}, "marker", "rs6296x", "not in markers.csv"),
        ("allele_frequencies", {"marker": "rs6265"}, "allele", "Q", "rs6265"),
        ("allele_frequencies", {"marker": "CYP2D6"}, "allele", "*999", "has no allele *999"),
        ("modifiers", {}, "counted_allele", "Q", "has no allele or class Q"),
        ("markers", {"marker": "rs6295"}, "palindromic", "no", "C/G"),
        ("markers", {"marker": "rs6295"}, "orientation", "", "at least 1 character"),
        ("alleles", {"marker": "rs6265", "allele": "A"}, "plus", "G", "complement"),
        ("parameters", {"symbol": "w_n3"}, "value", "0.25", "sum to 1.1"),
        ("modifiers", {}, "reference_count", "3", "less than or equal to 2"),
        ("modifiers", {}, "modifier", "M" * 501, "501 characters"),
        ("activity_scores", {"low": "1.25"}, "high", "one", "valid number"),
        ("activity_scores", {"low": "1.25"}, "low", "3", "above high 2.25"),
        ("body_phenotypes", {"by": "score"}, "value", "above 2", "no range"),
        ("body_phenotypes", {"by": "allele"}, "becomes", "half", "no number"),
        ("guideline_statements", {"key_1": ">2.25"}, "key_1", ">much", "no range"),
        ("guideline_statements", {"key_1": ">2.25"}, "actions", "usual stat", "is not an action"),
        ("alleles", {"marker": "CYP2C19", "allele": "*2"}, "function", "Odd", "phenotypes.csv"),
        ("drug_values", {"quantity": "label_dose_low"}, "value", "900", "above label_dose_high"),
        ("drug_values", {"quantity": "half_life"}, "unit", "days", "half_life is in"),
        ("references", {}, "reference", "", "at least 1 character"),
    ],
)
def test_read_refuses_a_fault_with_file_column_and_reason(
    folder, table, where, column, value, says
):
    change(folder, table, column, value, **where)

    found = faults(folder)

    assert any(
        each.file == f"{table}.csv" and each.column == column and says in each.reason
        for each in found
    ), found


@pytest.mark.parametrize(
    ("table", "where", "column", "value"),
    [
        ("parameters", {"symbol": "phi_S"}, "value", "much"),
        ("binding", {"ligand": "sertraline", "target": "DAT"}, "reference", "Nobody1999"),
    ],
)
def test_read_names_the_line_below_cells_with_line_breaks(folder, table, where, column, value):
    line = change(folder, table, column, value, **where)
    header, *rows = grid(folder / f"{table}.csv")
    last = "meaning" if table == "parameters" else "note"
    rows[0][header.index(last)] = "two\nlines,\n\nno: four"
    write(folder / f"{table}.csv", [header, *rows])

    (fault,) = faults(folder)

    assert line > 2
    assert fault.line == line + 3
    assert value in (folder / f"{table}.csv").read_text().splitlines()[fault.line - 1]


def test_read_refuses_a_duplicate_key_and_names_both_lines(folder):
    path = folder / "genes.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")

    (fault,) = faults(folder)

    assert fault.line == len(path.read_text().splitlines())
    assert "is on line 2 too" in fault.reason


def test_read_refuses_one_doi_under_two_references(folder):
    path = folder / "references.csv"
    header, *rows = grid(path)
    first = next(row for row in rows if row[header.index("doi")])
    doi = first[header.index("doi")]
    again = ["Again2026", *first[1:]]
    again[header.index("doi")] = f"https://doi.org/{doi.upper()}"
    again[header.index("pmid")] = ""
    write(path, [header, *rows, again])

    (fault,) = faults(folder)

    assert (fault.column, fault.line) == ("doi", len(path.read_text().splitlines()))
    assert f"is {first[0]} already" in fault.reason


def test_read_refuses_a_missing_file(folder):
    (folder / "binding.csv").unlink()

    assert [str(each) for each in faults(folder)] == ["binding.csv: the file is missing"]


def test_read_refuses_a_folder_that_is_not_there(tmp_path):
    assert faults(tmp_path / "nowhere")[0].reason == "the file is missing"


def test_read_refuses_a_folder_in_the_place_of_a_file(folder):
    (folder / "binding.csv").unlink()
    (folder / "binding.csv").mkdir()

    assert "cannot be read" in faults(folder)[0].reason


def test_read_refuses_a_file_that_no_table_reads(folder):
    shutil.copy(folder / "binding.csv", folder / "bindings.csv")

    assert [str(each) for each in faults(folder)] == ["bindings.csv: no table has this name"]


GENES = (FOLDER / "genes.csv").read_bytes()
HEADER, FIRST, REST = GENES.split(b"\n", 2)
LAST = HEADER.decode().split(",")[-1]
CARRIAGE_RETURN = b'"a\rb"' + FIRST[FIRST.index(b",") :]


@pytest.mark.parametrize(
    ("content", "line", "column", "says"),
    [
        (b"", 1, "", "empty"),
        (b"\xef\xbb\xbf" + GENES, 1, "", "byte order mark"),
        (GENES.decode().encode("utf-16"), 1, "", "NUL"),
        (b"\n".join([HEADER, FIRST, b"caf\xe9," + REST]), 3, "", "0xe9 is not UTF-8"),
        (b"\n".join([HEADER, FIRST + b"\0", REST]), 2, "", "NUL"),
        (b"\n".join([HEADER, FIRST + b",more", REST]), 2, LAST, "cells"),
        (b"\n".join([HEADER, b"gene only", REST]), 2, "name", "the row has 1 cells"),
        (b"\n".join([HEADER, FIRST.replace(b",", b',"', 1)]), 2, "", "not CSV"),
        (b"\n".join([HEADER, b'"a"b' + FIRST, REST]), 2, "", "not CSV"),
        (b"\n".join([HEADER, FIRST, b"x" * 10_000_000 + REST]), 3, "", "field limit"),
        (b"\n".join([HEADER, CARRIAGE_RETURN, REST]), 2, "gene", "carriage return"),
        (HEADER.replace(b"name", b"title") + b"\n" + REST, 1, "name", "missing"),
        (HEADER.replace(b"name", b"title") + b"\n" + REST, 1, "title", "no such column"),
        (HEADER + b",gene\n" + FIRST + b",x\n", 1, "gene", "twice"),
        (HEADER.replace(b",", b";"), 1, "gene", "missing"),
    ],
)
def test_read_refuses_a_file_that_is_no_such_table(folder, content, line, column, says):
    (folder / "genes.csv").write_bytes(content)

    found = faults(folder)

    assert all(each.file == "genes.csv" for each in found)
    assert any((each.line, each.column) == (line, column) and says in each.reason for each in found)
    assert all(len(str(each)) < 500 for each in found)


def test_read_takes_other_line_ends_and_an_empty_last_line(folder):
    path = folder / "genes.csv"
    before = read(folder)
    path.write_bytes(GENES.replace(b"\n", b"\r\n") + b"\r\n")

    assert read(folder) == before


LABEL = {"version": "1.0.0", "released_on": "2026-01-01", "notes": "x"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", ""),
        ("[]", ""),
        ("not json", ""),
        ("\ufeff{}", ""),
        ("[" * 100_000, ""),
        ("{}", "version"),
        (json.dumps(LABEL | {"version": "one"}), "version"),
        (json.dumps(LABEL | {"version": "1.0"}), "version"),
        (json.dumps(LABEL | {"version": "01.0.0"}), "version"),
        (json.dumps(LABEL | {"version": "1.0." + "1" * 40}), "version"),
        (json.dumps(LABEL | {"released_on": "yesterday"}), "released_on"),
        (json.dumps(LABEL | {"notes": ""}), "notes"),
        (json.dumps(LABEL | {"notes": "a\0b"}), "notes"),
        (json.dumps(LABEL | {"notes": "\ud800"}), "notes"),
        (json.dumps(LABEL | {"notes": 1}), "notes"),
        (json.dumps(LABEL | {"more": 1}), "more"),
    ],
)
def test_read_refuses_a_bad_label(folder, text, column):
    (folder / "release.json").write_text(text)

    found = faults(folder)

    assert {each.file for each in found} == {"release.json"}
    assert any(each.column == column for each in found), found
    assert not any("pydantic" in each.reason for each in found)


def test_read_reports_every_fault_at_once(folder):
    change(folder, "parameters", "value", "much", symbol="phi_S")
    change(folder, "drug_values", "value", "-1")

    assert {fault.file for fault in faults(folder)} == {"parameters.csv", "drug_values.csv"}
