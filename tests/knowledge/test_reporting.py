import pytest
from django.core.management import CommandError, call_command

from pgx.knowledge import releases
from pgx.knowledge.reading import Content, read
from pgx.knowledge.reporting import render, report
from pgx.knowledge.tables import TABLES, DrugValueRow
from tests.kb import FOLDER

VALUE = {"drug": "x", "quantity": "half_life", "value": 3.0, "unit": "h", "note": ""}


def of(*values):
    """The report on some drug values."""
    rows = [DrugValueRow.model_construct(**VALUE | each) for each in values]
    references = read(FOLDER).rows["references"]
    _, counts = report({"references": references, "drug_values": rows})
    return counts


def test_report_counts_every_row_of_the_shipped_files():
    content = read(FOLDER)
    tables = {each.table: each for each in report(content.rows)}

    assert set(tables) == set(TABLES)
    for name, rows in content.rows.items():
        assert tables[name].rows == len(rows)
    assert tables["parameters"].confidences["illustrative"] > 0
    assert sum(tables["parameters"].confidences.values()) == len(content.rows["parameters"])


def test_report_finds_no_number_without_source_in_the_shipped_files():
    assert [place for each in report(read(FOLDER).rows) for place in each.without_source] == []


@pytest.mark.parametrize(
    "source",
    [
        {},
        {"reference": "", "confidence": "verified"},
        {"reference": "Nobody1999", "confidence": "verified"},
        {"reference": "Tatsumi1997"},
        {"reference": "Tatsumi1997", "confidence": "sure"},
    ],
)
def test_report_counts_a_number_without_source(source):
    counts = of(source, {"reference": "Tatsumi1997", "confidence": "verified"})

    assert counts.numbers == 2
    assert counts.without_source == ("drug_values/x|half_life, value",)


@pytest.mark.parametrize("text", ["12", "-50", "> 10000", "≥2.25", "1e-3", "50%"])
def test_report_counts_a_number_that_is_written_as_text(text):
    counts = of({"note": text})

    assert counts.without_source[-1] == "drug_values/x|half_life, note"


@pytest.mark.django_db
def test_command_prints_the_counts_and_that_none_is_missing(release, capsys):
    call_command("knowledge_report")

    out = capsys.readouterr().out
    assert release.version in out
    assert "0 values without source." in out
    for name in TABLES:
        assert f"\n{name} " in out


@pytest.mark.django_db
def test_command_fails_and_names_the_place_where_a_source_is_missing(release, monkeypatch):
    content = read(FOLDER)
    rows = {**content.rows, "drug_values": [DrugValueRow.model_construct(**VALUE)]}
    monkeypatch.setattr(releases, "stored", lambda version: Content(content.label, rows))

    with pytest.raises(CommandError, match=r"1 values? without source.*\n.*x\|half_life, value"):
        call_command("knowledge_report")


@pytest.mark.django_db
def test_command_of_an_unknown_release_says_what_there_is(release):
    with pytest.raises(CommandError, match=r"no release 9\.9\.9"):
        call_command("knowledge_report", "--release", "9.9.9")


def test_render_lines_up_and_sums():
    lines = render(report(read(FOLDER).rows)).splitlines()

    assert len({len(line) for line in lines}) == 1
    assert lines[-1].startswith("all")
