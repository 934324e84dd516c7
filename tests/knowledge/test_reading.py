import shutil

import pytest

from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.reading import read
from tests.kb import FOLDER


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "knowledge")


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def faults(folder):
    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)
    return refused.value.faults


def test_read_accepts_the_shipped_files():
    content = read(FOLDER)

    assert content.rows["drugs"]
    assert content.label.version


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "says"),
    [
        ("genes.csv", "gene,name", "gene,title", "name", "missing"),
        ("parameters.csv", "phi_S,0.78", "phi_S,much", "value", "valid number"),
        ("parameters.csv", "phi_S,0.78", "phi_S,nan", "value", "finite"),
        ("drug_values.csv", "324.4", "-324.4", "value", "greater than 0"),
        ("binding.csv", "Tatsumi1997,verified", "Tatsumi1997,sure", "confidence", "verified"),
        ("binding.csv", "Tatsumi1997", "Nobody1999", "reference", "not in references.csv"),
        ("binding.csv", "Tatsumi1997", "", "reference", "at least 1 character"),
        ("exposure_ratios.csv", "escitalopram,", "escitaloprm,", "drug", "not in drugs.csv"),
        ("markers.csv", "rs6295,-,yes", "rs6295,-,no", "palindromic", "C/G"),
        ("alleles.csv", "rs6265,A,T", "rs6265,A,G", "plus", "complement"),
        ("parameters.csv", "w_n3,0.15", "w_n3,0.25", "value", "sum to 1.1"),
        ("modifiers.csv", "count,1,1", "count,3,1", "reference_count", "less than or equal to 2"),
    ],
)
def test_read_refuses_a_fault_with_file_column_and_reason(folder, file, old, new, column, says):
    spoil(folder, file, old, new)

    found = faults(folder)

    assert any(f.file == file and f.column == column and says in f.reason for f in found), found


def test_read_names_the_line(folder):
    spoil(folder, "parameters.csv", "phi_S,0.78", "phi_S,much")
    lines = (folder / "parameters.csv").read_text().splitlines()

    (fault,) = faults(folder)

    assert lines[fault.line - 1].startswith("phi_S,much")


def test_read_refuses_a_duplicate_key_and_names_both_lines(folder):
    path = folder / "genes.csv"
    path.write_text(path.read_text() + path.read_text().splitlines()[1] + "\n")

    (fault,) = faults(folder)

    assert "is on line 2 too" in fault.reason


def test_read_refuses_a_missing_file(folder):
    (folder / "binding.csv").unlink()

    assert any(f.file == "binding.csv" and "missing" in f.reason for f in faults(folder))


@pytest.mark.parametrize("text", ["", "[]", '{"version": "one"}', "not json"])
def test_read_refuses_a_bad_label(folder, text):
    (folder / "release.json").write_text(text)

    assert faults(folder)[0].file == "release.json"


def test_read_reports_every_fault_at_once(folder):
    spoil(folder, "parameters.csv", "phi_S,0.78", "phi_S,much")
    spoil(folder, "drug_values.csv", "324.4", "-324.4")

    assert {fault.file for fault in faults(folder)} == {"parameters.csv", "drug_values.csv"}
