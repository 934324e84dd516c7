import csv
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from pgx.knowledge import releases
from pgx.rounding import show

pytestmark = pytest.mark.usefixtures("release")
SAMPLE = Path(__file__).parent.parent.parent / "fixtures" / "samples" / "class-a.csv"


def run(*arguments):
    out = StringIO()
    call_command("assess_csv", *[str(a) for a in arguments], stdout=out)
    return out.getvalue()


def test_assess_csv_every_subject_of_the_sample_is_in_the_results_or_the_errors(tmp_path):
    out = tmp_path / "results.csv"

    said = run(SAMPLE, "--out", out)

    with out.open() as stream:
        rows = list(csv.DictReader(stream))
    with (tmp_path / "results-errors.csv").open() as stream:
        errors = list(csv.DictReader(stream))
    lines = Counter([row["line"] for row in rows] + [error["line"] for error in errors])
    assert lines == Counter(str(line) for line in range(2, 202))
    assert f"{len(rows)} rows in" in said
    statuses = Counter(row["rs6295_status"] for row in rows)
    assert statuses["ambiguous"] > 0
    missing = [row for row in rows if row["rs6265_status"] != "called"]
    assert missing
    assert all(row["rs6265_reason"] for row in missing)


def test_assess_csv_ends_with_a_summary_beside_the_published_frequencies(tmp_path):
    said = run(SAMPLE, "--out", tmp_path / "r.csv", "--population", "EUR")

    with (tmp_path / "r.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    once = {row["line"]: row for row in rows}.values()
    alleles = [a for row in once for a in row["rs6265_genotype"].split("/") if a]
    row = next(
        r for r in releases.stored().rows["allele_frequencies"]
        if (r.marker, r.allele, r.group) == ("rs6265", "A", "EUR")
    )  # fmt: skip
    part = said[said.index("  rs6265 ") :].split("Hardy-Weinberg: ")
    share, published = (
        show(100 * each, 2) for each in (alleles.count("A") / len(alleles), row.frequency)
    )
    assert f"A {share} % (EUR {published} %, {row.reference}" in part[0]
    assert part[1].startswith("chi-square ")
    normal = sum(row["CYP2C19_predicted"].startswith("Normal") for row in once)
    assert re.search(rf"CYP2C19 .*\b{normal} Normal", said.partition("Phenotypes")[2])
    with pytest.raises(CommandError, match="not a group with published frequencies"):
        run(SAMPLE, "--out", tmp_path / "r.csv", "--population", "Mars")


def test_assess_csv_declared_orientation_settles_the_ambiguous(tmp_path):
    assert "ambiguous" not in run(
        SAMPLE, "--out", tmp_path / "r.csv", "--orientation", "literature"
    )


def test_assess_csv_tells_an_unknown_column_and_the_nearest_name(tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("subject,rs6265,rs62950\nS1,A/G,A/A\n")

    said = run(file, "--out", tmp_path / "out.csv", "--drug", "citalopram")

    assert "rs62950 is not a marker that Raphe knows. Did you mean rs6295?" in said


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is empty"), (b"a,b\n1,2\n", "No column")],
)
def test_assess_csv_refuses_and_writes_nothing(tmp_path, content, says):
    (tmp_path / "in.csv").write_bytes(content)

    with pytest.raises(CommandError, match=says):
        run(tmp_path / "in.csv", "--out", tmp_path / "out.csv")

    assert not (tmp_path / "out.csv").exists()


def test_assess_csv_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "none.csv", "--out", tmp_path / "out.csv")


def test_sample_class_makes_the_shipped_sample_again(tmp_path):
    call_command("sample_class", "--out", str(tmp_path / "a.csv"))

    assert (tmp_path / "a.csv").read_bytes() == SAMPLE.read_bytes()


GOOD = "subject,rs6265,drug\nS1,A/G,citalopram\n"


def given(tmp_path, text=GOOD):
    file = tmp_path / "in.csv"
    file.write_text(text)
    return file


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--out", "{folder}/none/out.csv"], "there is no folder"),
        (["--out", "{folder}"], "is a folder"),
        (["--out", "{folder}/out.csv", "--errors", "{folder}"], "is a folder"),
        (["--out", "{folder}/in.csv"], "--out is the same file as the input"),
        (["--out", "{folder}/none/../in.csv"], "there is no folder|is the same file"),
        (["--out", "{folder}/link.csv"], "--out is the same file as the input"),
        (["--out", "{folder}/out.csv", "--errors", "{folder}/in.csv"], "--errors is the same file"),
        (["--out", "{folder}/o.csv", "--errors", "{folder}/o.csv"], "the same file as --out"),
        (["--out", "{folder}/out.csv", "--dose", "10"], "--dose needs a --drug"),
        (["--out", "{folder}/out.csv", "--drug", "sertraline", "--dose", "1_0"], "plain number"),
        (["--out", "{folder}/out.csv", "--drug", "\udcff"], "is not UTF-8 text"),
    ],
)
def test_assess_csv_refuses_options_and_touches_nothing(tmp_path, arguments, says):
    file = given(tmp_path)
    (tmp_path / "link.csv").symlink_to(file)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(CommandError, match=says):
        run(file, *(argument.format(folder=tmp_path) for argument in arguments))

    assert file.read_text() == GOOD
    assert sorted(tmp_path.iterdir()) == before


def test_assess_csv_replaces_old_results_and_leaves_no_draft(tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("old")

    run(given(tmp_path), "--out", out)

    assert out.read_text().startswith("subject,")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"in.csv", "out.csv", "out-errors.csv"}


def test_assess_csv_without_a_usable_row_fails_and_says_the_old_results_are_old(tmp_path):
    out = tmp_path / "out.csv"
    file = given(tmp_path, "subject,rs6265,drug\nS1,A/G,nonsense\n")

    with pytest.raises(CommandError, match=r"no results were written\.$"):
        run(file, "--out", out)
    out.write_text("old")
    with pytest.raises(CommandError, match=r"out\.csv is of an earlier run"):
        run(file, "--out", out)

    assert out.read_text() == "old"
    assert "unknown_drug" in (tmp_path / "out-errors.csv").read_text()


def test_assess_csv_writes_parquet_too_and_takes_every_option(tmp_path):
    file = given(tmp_path, "who;BDNF;note\nS1;G/A;x\n")

    said = run(
        *(file, "--out", tmp_path / "a.csv", "--out", tmp_path / "a.parquet"),
        *("--regimen", "sertraline=50", "--regimen", "citalopram"),
        *("--column", "who=subject", "--column", "BDNF=rs6265", "--column", "note="),
        *("--delimiter", "semicolon", "--layout", "wide", "--co-medications", "omeprazole"),
    )

    with (tmp_path / "a.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    found = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert [(row["drug"], row["dose_mg_per_day"]) for row in found] == [
        *(("sertraline", 50.0), ("citalopram", 20.0)),
    ]
    assert [row["rs6265_genotype"] for row in rows] == ["G/A", "G/A"]
    assert {row["co_medications"] for row in rows} == {"omeprazole"}
    assert [float(row["relative_response"]) for row in rows] == [
        row["relative_response"] for row in found
    ]
    assert "Column left out: note" in said


def test_assess_csv_counts_repeated_subjects(tmp_path):
    said = run(given(tmp_path, GOOD + "S1,A/A,citalopram\n"), "--out", tmp_path / "out.csv")

    assert "2 rows share a subject with another row" in said
