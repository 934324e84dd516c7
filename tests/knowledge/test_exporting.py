import pytest
from django.core.management import CommandError, call_command

from pgx.knowledge import exporting, releases
from pgx.knowledge.errors import NoRelease
from pgx.knowledge.exporting import ExportRefused, cell, export, files
from pgx.knowledge.reading import parse, read
from pgx.knowledge.tables import TABLES, DrugValueRow
from tests.kb import FOLDER
from tests.knowledge.folders import change, folder, grid, relabel, write

__all__ = ["folder"]


@pytest.mark.parametrize("name", sorted(exporting.OURS))
def test_export_writes_the_shipped_files_byte_by_byte(name):
    """Where this fails: load_knowledge, then export_knowledge --force over the folder."""
    shipped = (FOLDER / name).read_bytes().decode()

    assert files(read(FOLDER))[name] == shipped


@pytest.mark.django_db
def test_load_export_load_gives_the_same_hash(tmp_path, release):
    export(None, tmp_path / "out")

    assert releases.load(tmp_path / "out") == (release, False)
    assert {path.name for path in (tmp_path / "out").iterdir()} == exporting.OURS


@pytest.mark.django_db
def test_export_keeps_cells_that_are_hard_to_write(folder, tmp_path):
    path = folder / "parameters.csv"
    header, *rows = grid(path)
    place = header.index("meaning")
    hard = ['says "so", twice', "two\nlines", " spaces ", "'=1+1", "Œstradiol μ ☃", "#", "0.10"]
    for row, text in zip(rows, hard, strict=False):
        row[place] = text
    for row, number in zip(rows[10:], ("1e-9", "-0.0", "1e300", "0.1"), strict=False):
        row[header.index("value")] = number
    write(path, [header, *rows])
    relabel(folder, version="9.0.0", notes='line\nbreak, "quote", ü')
    content = parse(folder)
    sha256 = releases.content_hash(content)
    releases._save(content, sha256)

    export("9.0.0", tmp_path / "out")

    again = parse(tmp_path / "out")
    assert releases.content_hash(again) == sha256
    assert [row.meaning for row in again.rows["parameters"][: len(hard)]] == hard


@pytest.mark.django_db
def test_export_of_an_older_release_is_that_release(folder, tmp_path, release):
    change(folder, "parameters", "value", "0.7", symbol="phi_S")
    relabel(folder, version="99.0.0")
    releases.load(folder)

    export(release.version, tmp_path / "old")
    export("99.0.0", tmp_path / "new")

    assert releases.content_hash(read(tmp_path / "old")) == release.sha256
    assert read(tmp_path / "new").label.version == "99.0.0"


@pytest.mark.django_db
def test_export_refuses_a_folder_with_files_of_others(tmp_path, release):
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(ExportRefused, match=r"thesis\.txt.*--force"):
        export(None, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.django_db
def test_export_that_is_forced_leaves_files_of_others_as_they_are(tmp_path, release):
    out = tmp_path / "out"
    (out / "notes").mkdir(parents=True)
    (out / "notes" / "thesis.txt").write_text("years of work")
    (out / "genes.csv").write_text("old")

    export(None, out, force=True)

    assert (out / "notes" / "thesis.txt").read_text() == "years of work"
    assert (out / "genes.csv").read_text() == (FOLDER / "genes.csv").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.django_db
def test_export_over_an_older_export_replaces_it(tmp_path, release):
    export(None, tmp_path / "out")
    (tmp_path / "out" / "genes.csv").write_text("old")

    export(None, tmp_path / "out")

    assert releases.content_hash(read(tmp_path / "out")) == release.sha256


@pytest.mark.django_db
def test_export_that_breaks_off_leaves_the_folder_as_it_was(tmp_path, release, monkeypatch):
    out = tmp_path / "out"
    export(None, out)
    (out / "genes.csv").write_text("old")

    def full(model, rows):
        raise OSError("no space left")

    monkeypatch.setattr(exporting, "table_text", full)
    with pytest.raises(OSError, match="no space"):
        export(None, out)

    assert (out / "genes.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.django_db
def test_export_whose_last_step_fails_puts_the_folder_back(tmp_path, release, monkeypatch):
    out = tmp_path / "out"
    export(None, out)
    (out / "genes.csv").write_text("old")
    rename = type(out).rename

    def fail_once(path, target):
        if target == out and not path.name.endswith(".old"):
            raise OSError("no")
        return rename(path, target)

    monkeypatch.setattr(type(out), "rename", fail_once)
    with pytest.raises(OSError, match="no"):
        export(None, out)

    assert (out / "genes.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.django_db
def test_export_refuses_what_would_not_load_as_the_same_release(tmp_path, release, monkeypatch):
    monkeypatch.setattr(exporting, "cell", lambda value: cell(value).replace("0.9", "0.8"))

    with pytest.raises(ExportRefused, match="not load as the same"):
        export(None, tmp_path / "out")

    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_export_of_an_unknown_release_says_what_there_is(tmp_path, release):
    with pytest.raises(NoRelease, match=r"9\.9\.9"):
        export("9.9.9", tmp_path / "out")


@pytest.mark.django_db
def test_command_exports_and_says_where(tmp_path, release, capsys):
    call_command("export_knowledge", release.version, tmp_path / "out")

    assert f"{len(TABLES) + 1} files" in capsys.readouterr().out
    for wrong in (["9.9.9", tmp_path / "x"], [release.version, FOLDER / "genes.csv"]):
        with pytest.raises(CommandError, match="Nothing was written"):
            call_command("export_knowledge", *wrong)


@pytest.mark.parametrize(
    ("value", "text"),
    [(20.0, "20"), (0.1, "0.1"), (1e-09, "1e-09"), (1e300, "1e+300"), (7, "7"), (None, "")],
)
def test_cell_is_the_shortest_text_of_the_same_number(value, text):
    assert cell(value) == text
    assert value is None or float(text) == value


def test_columns_have_the_source_and_the_note_at_the_end():
    assert exporting.columns(DrugValueRow)[-3:] == ["reference", "confidence", "note"]
    assert exporting.columns(TABLES["references"])[0] == "reference"
