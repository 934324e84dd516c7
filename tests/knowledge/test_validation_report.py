import json

import pytest
from django.core.management import CommandError, call_command

from pgx.knowledge import releases
from pgx.knowledge.errors import KnowledgeRefused
from pgx.knowledge.reading import read
from pgx.notice import NOTICE
from pgx.science.validation import SAYS
from tests.knowledge.folders import change, folder, grid, relabel, write

__all__ = ["folder"]


@pytest.fixture
def run(capsys):
    def call(*arguments):
        call_command("validate_model", *arguments)
        return capsys.readouterr().out

    return call


@pytest.mark.django_db
def test_command_prints_every_number_and_what_a_pass_shows(release, run):
    out = run()

    assert str(NOTICE) in out
    assert SAYS in out
    assert "74 numbers of 36 observations: 74 passed, 0 failed." in out
    assert "Not fitted: 37 of 37 passed. Fitted, so no evidence: 34 of 34." in out
    assert sum(line.endswith("  pass") for line in out.splitlines()) == 74


@pytest.mark.django_db
def test_command_as_json_has_full_precision(release, run):
    answer = json.loads(run("--json"))

    assert answer["notice"] == str(NOTICE)
    assert answer["release"]["version"] == release.version
    assert answer["counts"]["failed"] == 0
    assert len(answer["rows"]) == 74
    assert answer["rows"][0]["value"] == pytest.approx(77, rel=1e-3)


@pytest.mark.django_db
def test_command_fails_and_names_the_number_outside_its_band(release, folder, capsys):
    change(folder, "parameters", "value", "0.2", symbol="delta")
    relabel(folder, version="9.0.0")
    releases.load(folder)

    with pytest.raises(CommandError, match="4 of 74 numbers lie outside") as refused:
        call_command("validate_model", "--release=9.0.0")

    assert refused.value.returncode == 1
    failed = [line for line in capsys.readouterr().out.splitlines() if line.endswith("FAIL")]
    assert [line.split()[0] for line in failed] == ["9b", "9c", "10a", "10b"]


@pytest.mark.django_db
def test_command_of_a_release_without_observations_says_so(folder):
    (folder / "observations.csv").unlink()
    relabel(folder, version="9.0.0")
    releases.load(folder)

    with pytest.raises(CommandError, match=r"9\.0\.0 has no observations"):
        call_command("validate_model")


@pytest.mark.django_db
def test_command_of_an_unknown_release_says_what_there_is(release):
    with pytest.raises(CommandError, match=r"no release 9\.9\.9"):
        call_command("validate_model", "--release=9.9.9")


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("quantity", "happiness", "happiness is not computed"),
        ("drugs", "aspirin", "aspirin is not in drugs.csv"),
        ("given", "target", "target is not name=value"),
        ("people", "SLC6A4", "SLC6A4 is no modifier=count or gene=phenotype"),
        ("people", "XYZ=2", "XYZ=2 is no modifier=count"),
        ("relation", "below", "below needs high and nothing else"),
        ("high", "", "within needs low and high"),
        ("high", "1", "74.0 is above high 1.0"),
        ("reference", "Nobody1999", "Nobody1999 is not in references.csv"),
        ("dossier", "about 7", "String should match pattern"),
    ],
)
def test_an_observation_that_cannot_be_computed_is_refused(folder, column, value, reason):
    line = change(folder, "observations", column, value, number="1", part="a")

    with pytest.raises(KnowledgeRefused) as refused:
        read(folder)

    (fault,) = refused.value.faults
    assert (fault.file, fault.line) == ("observations.csv", line)
    assert reason in fault.reason


def test_a_release_of_before_has_none(folder):
    (folder / "observations.csv").unlink()

    assert read(folder).rows["observations"] == []


def test_the_same_number_twice_is_refused(folder):
    header, *rows = grid(folder / "observations.csv")
    write(folder / "observations.csv", [header, *rows, rows[0]])

    with pytest.raises(KnowledgeRefused, match="on line 2 too"):
        read(folder)
