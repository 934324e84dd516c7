import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen
from pgx.knowledge import drafts, releases
from pgx.knowledge.errors import Immutable, KnowledgeRefused, NoRelease, ReleaseUnreadable
from pgx.knowledge.models import Release, Row
from pgx.knowledge.reading import Content, read
from tests.kb import FOLDER, NEXT, SHIPPED
from tests.knowledge.folders import change, folder, grid, relabel, write
from tests.services import ROOT

__all__ = ["folder"]

pytestmark = pytest.mark.django_db

NEWER = "99.0.0"


@pytest.fixture
def newer(folder, release):
    """A second release, which differs from the shipped one in one row."""
    change(folder, "parameters", "value", "0.7", symbol="phi_S")
    relabel(folder, version=NEWER)
    return releases.load(folder)[0]


def test_load_twice_changes_nothing():
    first, new = releases.load(FOLDER)
    rows = Row.objects.count()
    again, new_again = releases.load(FOLDER)

    assert (new, new_again) == (True, False)
    assert first == again
    assert Release.objects.count() == 1
    assert Row.objects.count() == rows


def test_load_faulty_files_leaves_the_database_as_it_was(folder, release):
    before = list(Row.objects.values_list("pk", flat=True))
    (folder / "binding.csv").write_text("nonsense")
    relabel(folder, version=NEWER)

    with pytest.raises(KnowledgeRefused):
        releases.load(folder)

    assert list(Release.objects.all()) == [release]
    assert list(Row.objects.values_list("pk", flat=True)) == before


def test_load_that_breaks_off_leaves_the_database_as_it_was(release, folder, monkeypatch):
    relabel(folder, version=NEWER)
    rows = Row.objects.count()

    def break_off(batch):
        list(batch)
        raise OSError("no space left")

    monkeypatch.setattr(Row.objects, "bulk_create", break_off)
    with pytest.raises(OSError, match="no space"):
        releases.load(folder)

    assert list(Release.objects.all()) == [release]
    assert Row.objects.count() == rows


def test_publish_that_the_database_refuses_leaves_it_as_it_was(release, folder):
    relabel(folder, version=NEWER)
    content = read(folder)
    genes = content.rows["genes"]
    rows = Row.objects.count()

    with pytest.raises(IntegrityError), transaction.atomic():
        releases.publish(Content(content.label, content.rows | {"genes": [*genes, genes[0]]}))

    assert list(Release.objects.all()) == [release]
    assert Row.objects.count() == rows


def test_load_other_content_needs_a_version_of_its_own(folder, release):
    change(folder, "parameters", "value", "0.7", symbol="phi_S")

    with pytest.raises(KnowledgeRefused, match="give it a new version"):
        releases.load(folder)


def test_load_refuses_tables_that_do_not_compile(monkeypatch):
    def fail(*args):
        raise KeyError("phi_S")

    monkeypatch.setattr(releases, "compile_release", fail)
    with pytest.raises(KnowledgeRefused, match=r"the tables do not compile: KeyError"):
        releases.load(FOLDER)

    assert not Release.objects.exists()


def test_find_gives_the_newest_and_keeps_the_older(newer):
    assert releases.find().parameters.phi_S == 0.7
    assert releases.find(NEWER).parameters.phi_S == 0.7
    assert releases.find(SHIPPED).parameters.phi_S == 0.78


def test_find_without_a_release_says_what_there_is(release):
    with pytest.raises(NoRelease, match=rf"9\.9\.9.*{SHIPPED}"):
        releases.find("9.9.9")


def test_find_of_tables_of_another_form_says_so(release):
    old = Release.objects.create(version="0.0.1", sha256="2" * 64, released_on="2026-01-01")
    row = {"release": old, "position": 0, "key": "x"}
    Row.objects.bulk_create([Row(table="genes", values={"gene": "x"}, **row)])

    with pytest.raises(ReleaseUnreadable, match=r"0\.0\.1 is kept"):
        releases.find("0.0.1")


def test_find_compiles_once(release):
    assert releases.find() is releases.find()


def test_find_is_one_query_once_compiled(release, django_assert_num_queries):
    releases.find()
    with django_assert_num_queries(1):
        releases.find()
    with django_assert_num_queries(1):
        releases.find(SHIPPED)


def test_find_compiles_once_for_all_threads(release, monkeypatch):
    releases._kept.pop(release.sha256, None)
    compiled = []
    inner = releases._compile
    monkeypatch.setattr(releases, "_compile", lambda *a: compiled.append(a) or inner(*a))
    monkeypatch.setattr(releases, "stored_rows", lambda pk, version: read(FOLDER).rows)

    with ThreadPoolExecutor(4) as pool:
        names = [(release.pk, release.version, release.sha256)] * 8
        found = {id(each) for each in pool.map(lambda n: releases._compile_once(*n), names)}

    assert (len(compiled), len(found)) == (1, 1)


def test_find_keeps_only_the_last_few_compiled(release, monkeypatch):
    monkeypatch.setattr(releases, "_kept", {str(n): object() for n in range(releases.KEPT)})
    releases.find()

    assert len(releases._kept) == releases.KEPT
    assert release.sha256 in releases._kept


def test_find_gives_what_the_files_say(release, knowledge):
    found = releases.find()

    assert found.sha256 == knowledge.sha256
    assert found.parameters == knowledge.parameters
    assert found.drugs == knowledge.drugs
    assert found.statements == knowledge.statements


def ask(version=None):
    genotypes = {"5-HTTLPR": "L/S", "CYP2C19": "*1/*2"}
    return assess(Question(genotypes, None, (Regimen("citalopram", 20),), version))


def test_two_releases_that_differ_in_one_row_both_answer_by_version(release, folder):
    before = ask()
    held = releases.find()
    change(folder, "parameters", "value", "0.6", symbol="phi_S")
    relabel(folder, version=NEWER)
    releases.load(folder)

    assert ask() == ask(NEWER)
    assert ask(SHIPPED) == before
    assert ask().release.version == NEWER
    assert ask().results[0].relative_response != before.results[0].relative_response
    assert held.parameters.phi_S == 0.78  # who began with the older one goes on with it


def test_content_hash_does_not_depend_on_the_order_of_rows(folder):
    before = releases.load(folder)[0].sha256
    path = folder / "parameters.csv"
    header, *rows = grid(path)
    write(path, [header, *rows[::-1]])

    assert releases.load(folder)[0].sha256 == before


def test_content_hash_does_not_depend_on_how_a_number_is_written(folder):
    before = releases.content_hash(read(folder))
    change(folder, "parameters", "value", "7.80e-1", symbol="phi_S")

    assert releases.content_hash(read(folder)) == before


def test_content_hash_is_the_same_of_what_is_stored(release):
    assert releases.content_hash(releases.stored()) == release.sha256


@pytest.mark.parametrize("column", ["version", "released_on", "notes"])
def test_content_hash_covers_the_label(folder, column):
    before = releases.content_hash(read(folder))
    other = {"version": NEWER, "released_on": "1999-12-31", "notes": "other"}
    relabel(folder, **{column: other[column]})

    assert releases.content_hash(read(folder)) != before


def test_a_published_release_cannot_be_changed_or_removed(release):
    release.notes = "other"
    for attempt in (
        release.save,
        release.delete,
        lambda: Release.objects.update(notes="other"),
        lambda: Release.objects.all().delete(),
        lambda: Release.objects.update_or_create({"notes": "other"}, version=SHIPPED),
        lambda: Release.objects.bulk_update([release], ["notes"]),
    ):
        with pytest.raises(Immutable), transaction.atomic():
            attempt()

    assert Release.objects.get().notes != "other"


def test_a_published_row_cannot_be_changed_removed_or_added(release):
    count = Row.objects.count()
    row = release.rows.first()
    again = Row(release=release, table="genes", position=9, key=row.key, values={"x": 1})
    for attempt in (
        row.save,
        row.delete,
        again.save,
        lambda: release.rows.update(values={}),
        lambda: release.rows.filter(table="genes").delete(),
        lambda: Row.objects.bulk_update([row], ["values"]),
        lambda: Row.objects.bulk_create(
            [again], update_conflicts=True, update_fields=["values"],
            unique_fields=["release", "table", "key"],
        ),
    ):  # fmt: skip
        with pytest.raises(Immutable), transaction.atomic():
            attempt()

    assert Row.objects.count() == count


def test_the_loser_of_a_race_finds_the_winner(release, monkeypatch):
    """The other process commits between our look and our write."""
    looks = []
    look = releases._published

    def late(*args):
        looks.append(args)
        return None if len(looks) == 1 else look(*args)

    monkeypatch.setattr(releases, "_published", late)

    assert releases.load(FOLDER) == (release, False)
    assert Row.objects.filter(release=release).count() == Row.objects.count()


def test_processes_that_load_the_same_files_at_once_make_one_release(child_environment):
    command = [sys.executable, "manage.py", "load_knowledge", str(FOLDER)]
    started = [
        subprocess.Popen(
            command, cwd=ROOT, env=child_environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        for _ in range(3)
    ]  # fmt: skip
    said = [process.communicate(timeout=120)[0] for process in started]
    connection.close()

    assert [process.returncode for process in started] == [0, 0, 0], said
    assert sorted("already" in text for text in said) == [False, True, True]
    assert Release.objects.count() == 1
    assert releases.content_hash(releases.stored()) == Release.objects.get().sha256


def test_command_refuses_with_the_reason(folder):
    (folder / "genes.csv").write_text("gene\n")

    with pytest.raises(CommandError, match=r"genes\.csv, line 1, hgnc_id: the column is missing"):
        call_command("load_knowledge", folder)


def test_find_a_version_with_a_nul_says_what_there_is(release):
    with pytest.raises(NoRelease):
        releases.find("\0")


def test_a_version_that_a_desk_took_stops_no_upgrade(release, folder, capsys):
    (folder / "genes.csv").write_text((FOLDER / "genes.csv").read_text().replace("SERT", "5-HTT"))

    with pytest.raises(CommandError, match="loaded with other content"):
        call_command("load_knowledge", folder)
    call_command("load_knowledge", folder, or_keep=True)

    assert "what is there stays" in capsys.readouterr().out
    assert Release.objects.get() == release


def test_a_shipped_release_leaves_the_desk_its_numbers(shipped):
    assert shipped.label.version.endswith(".0")


def test_a_load_says_that_it_answers_in_place_of_the_desk(release, folder, curator, capsys):
    draft = drafts.begin(release, "ours", curator)
    drafts.save_rows(draft, "parameters", "symbol,value\nphi_S,0.81\n", curator)
    draft.refresh_from_db()
    ours = drafts.publish(draft, NEXT, "ours", curator)
    label = json.loads((folder / "release.json").read_text())
    (folder / "release.json").write_text(json.dumps(label | {"version": "9.0.0"}))

    call_command("load_knowledge", folder)

    assert f"in place of {ours.version}" in capsys.readouterr().out
