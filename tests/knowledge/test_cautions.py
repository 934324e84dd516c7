"""The table of cautions through every reader: load, compile, export, report."""

import csv

import pytest

from pgx.knowledge import releases
from pgx.knowledge.compiling import compile_release
from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.exporting import export, files
from pgx.knowledge.reading import parse, read
from pgx.knowledge.reporting import report
from tests.kb import FOLDER
from tests.knowledge.folders import change, folder, relabel

__all__ = ["folder"]

# What the dossier says that no gene replaces, by a word that its sentence must have.
SAFETY = {
    "serotonin_syndrome": "clonus",
    "mao_inhibitors": "two weeks",
    "qt_citalopram": "18.5 ms",
    "low_sodium": "SIADH",
    "bleeding": "NSAIDs",
    "tricyclic_margin": "overdose",
    "seizures": "seizures",
    "mania": "bipolar",
    "pregnancy": "pregnancy",
    "harms_other_drugs": "tamoxifen",
    "discontinuation": "venlafaxine",
    "hla_typing": "HLA",
    "esketamine_box": "boxed warning",
    "boxed_warning_under_25": "up to 24",
}


def test_every_section_of_safety_is_there(knowledge):
    texts = {each.caution: each.text for each in knowledge.cautions}

    for name, word in SAFETY.items():
        assert word in texts[name]


@pytest.mark.parametrize("gene", ["SLC6A4", "HTR1A", "HTR2A", "HTR4", "BDNF", "ABCB1"])
def test_every_gene_of_serotonin_says_what_is_not_known(knowledge, gene):
    assert knowledge.cautions_about("unknown", gene)


def test_cautions_have_a_source_and_their_address(knowledge):
    for each in knowledge.cautions:
        assert each.row == f"cautions/{each.caution}"
        assert each.reference in knowledge.references
        assert each.text.endswith(".")


def test_cautions_about_takes_any_of_the_names_in_the_order_of_the_release(knowledge):
    found = knowledge.cautions_about("caution", "SSRI", "citalopram", "any")
    names = [each.caution for each in found]

    assert names == [c.caution for c in knowledge.cautions if c.caution in names]
    assert {"qt_citalopram", "low_sodium", "hla_typing"} <= set(names)
    assert not {"qt_escitalopram", "seizures", "boxed_warning_under_25"} & set(names)
    assert {each.kind for each in found} == {"caution"}


def test_effects_of_co_medications_have_their_cautions(knowledge):
    for effect in ("serotonergic", "qt", "mao_inhibitor"):
        assert knowledge.cautions_about("caution", effect)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("about", "citaloprm", "is no drug, class or gene"),
        ("about", "", "at least 1 item"),
        ("kind", "advice", "'caution', 'barrier' or 'unknown'"),
        ("text", "", "at least 1 character"),
        ("reference", "Nobody1999", "not in references.csv"),
        ("caution", "QT", "pattern"),
    ],
)
def test_a_faulty_caution_is_refused(folder, column, value, says):
    change(folder, "cautions", column, value, caution="qt_citalopram")

    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)

    assert any(f.file == "cautions.csv" and says in f.reason for f in refused.value.faults)


@pytest.mark.django_db
def test_cautions_are_loaded_and_exported_without_loss(release, tmp_path):
    export(None, tmp_path / "out")

    shipped = (FOLDER / "cautions.csv").read_bytes()
    assert (tmp_path / "out" / "cautions.csv").read_bytes() == shipped
    assert releases.find().cautions == _compiled(FOLDER).cautions


def test_report_counts_them():
    (found,) = [each for each in report(read(FOLDER).rows) if each.table == "cautions"]
    with (FOLDER / "cautions.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert found.rows == len(rows) == sum(found.confidences.values())


# --- A release of before the table ---


@pytest.mark.django_db
def test_an_older_release_without_the_table_still_loads(folder):
    (folder / "cautions.csv").unlink()
    relabel(folder, version="0.2.0")

    older, new = releases.load(folder)

    assert new
    assert releases.find(older.version).cautions == ()


def test_an_older_release_keeps_its_hash_through_an_export(folder, tmp_path):
    (folder / "cautions.csv").unlink()
    content = parse(folder)
    for name, text in files(content).items():
        (tmp_path / name).write_text(text, newline="")

    assert releases.content_hash(parse(tmp_path)) == releases.content_hash(content)


def _compiled(folder):
    content = read(folder)
    return compile_release(content.label.version, "", content.rows)
