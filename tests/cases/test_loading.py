"""`load_cases`: new files are published once they are checked, and stand ever after."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pgx.cases import published
from pgx.cases.errors import CaseRefused
from pgx.cases.models import CaseVersion, Standing
from tests.cases.conftest import edited
from tests.cases.making import GOOD, publish_good

TOPICS = '- {topic: exposure, name: Exposure, seed: ""}\n'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "topics.yaml").write_text(TOPICS)
    (tmp_path / "good.yaml").write_text(GOOD)
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_in_memory():
    published._standing.cache_clear()


def load(folder, **options):
    out = StringIO()
    call_command("load_cases", folder, stdout=out, **options)
    return out.getvalue()


def test_load_cases_twice_changes_nothing(release, folder):
    assert "1 loaded, 0 loaded already" in load(folder, or_keep=True)
    assert "0 loaded, 1 loaded already" in load(folder)
    assert Standing.objects.get().faults == []


def test_load_cases_tells_the_faults_and_publishes_the_rest(release, folder):
    bad = edited("case: good", "case: worse").replace("M01", "M99")
    (folder / "worse.yaml").write_text(bad)

    with pytest.raises(CommandError):
        load(folder)

    assert [version.case for version in CaseVersion.objects.all()] == ["good"]
    assert "worse.yaml, line" in load(folder, or_keep=True)


def test_publish_the_same_number_with_another_text_is_refused(release):
    publish_good()
    with pytest.raises(CaseRefused) as refused:
        publish_good(edited("Small, and", "Small and"))
    assert "version 1 is published: write a higher number" in str(refused.value)


def test_publish_a_higher_number_is_played_from_then_on(release):
    publish_good()
    newer = publish_good(edited("version: 1", "version: 2"))

    assert published.playable("good") == (newer, release.version)


def test_standing_of_a_case_that_does_not_hold_names_what(release):
    version = publish_good(edited("below: 1.15", "below: 1.01"))

    [fault] = published.standing(version)

    assert fault.column == "must_hold.0"
    assert Standing.objects.get(of=version).faults[0]["reason"] == fault.reason
