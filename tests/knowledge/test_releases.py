import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from pgx.knowledge import releases
from pgx.knowledge.errors import KnowledgeRefused, NoRelease
from pgx.knowledge.models import Release, Row
from tests.kb import FOLDER

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "knowledge")


def label(folder, **changes):
    path = folder / "release.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def change_a_number(folder):
    path = folder / "parameters.csv"
    path.write_text(path.read_text().replace("phi_S,0.78", "phi_S,0.7"))


def test_load_twice_changes_nothing():
    first, new = releases.load(FOLDER)
    again, new_again = releases.load(FOLDER)

    assert (new, new_again) == (True, False)
    assert first == again
    assert Release.objects.count() == 1


def test_load_faulty_files_leaves_the_database_as_it_was(folder):
    (folder / "binding.csv").write_text("nonsense")

    with pytest.raises(KnowledgeRefused):
        releases.load(folder)

    assert not Release.objects.exists()
    assert not Row.objects.exists()


def test_load_other_content_needs_a_version_of_its_own(folder, release):
    change_a_number(folder)

    with pytest.raises(KnowledgeRefused, match="give it a new version"):
        releases.load(folder)


def test_find_gives_the_newest_and_keeps_the_older(folder, release):
    change_a_number(folder)
    label(folder, version="0.1.1")
    releases.load(folder)

    assert releases.find().parameters.phi_S == 0.7
    assert releases.find("0.1.0").parameters.phi_S == 0.78


def test_find_without_a_release_says_what_there_is(release):
    with pytest.raises(NoRelease, match=r"9\.9\.9.*0\.1\.0"):
        releases.find("9.9.9")


def test_find_compiles_once(release):
    assert releases.find() is releases.find()


def test_find_gives_what_the_files_say(release, knowledge):
    found = releases.find()

    assert found.sha256 == knowledge.sha256
    assert found.parameters == knowledge.parameters
    assert found.drugs == knowledge.drugs
    assert found.statements == knowledge.statements


def test_content_hash_does_not_depend_on_the_order_of_rows(folder):
    path = folder / "parameters.csv"
    header, *rows = path.read_text().splitlines()
    before = releases.load(folder)[0].sha256
    path.write_text("\n".join([header, *rows[::-1]]) + "\n")

    assert releases.load(folder)[0].sha256 == before


def test_command_refuses_with_the_reason(folder):
    change = folder / "genes.csv"
    change.write_text("gene\n")

    with pytest.raises(CommandError, match=r"genes\.csv, line 1, hgnc_id: the column is missing"):
        call_command("load_knowledge", folder)
