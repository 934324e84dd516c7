import io

import pytest
from django.core.management import CommandError, call_command

from tests.cases.conftest import GOOD
from tests.cases.making import publish_shipped
from tests.kb import FOLDER, NEXT
from tests.knowledge.folders import change, folder, relabel  # noqa: F401


def run(*args):
    out = io.StringIO()
    call_command("check_cases", *args, stdout=out)
    return out.getvalue()


def test_check_cases_says_file_line_field_and_reason(tmp_path):
    path = tmp_path / "good.yaml"
    path.write_text(GOOD)
    said = run(path, "--knowledge", FOLDER)
    assert "1 cases, 8 steps, 0 faults" in said
    assert "unsourced numbers                   0" in said
    path.write_text(GOOD.replace("everybody.", "all 12."))
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_cases", path, "--knowledge", FOLDER, stdout=out)
    assert "good.yaml, line 28, steps.0.text: '12' is a number from nowhere" in out.getvalue()
    assert "unsourced numbers                   1" in out.getvalue()


@pytest.mark.django_db
def test_check_cases_asks_the_release_that_is_loaded(tmp_path, release):
    path = tmp_path / "good.yaml"
    path.write_text(GOOD)
    assert "0 faults" in run(path)
    with pytest.raises(CommandError, match="no release 9"):
        run(path, "--release", "9.9.9")


@pytest.mark.django_db
def test_load_knowledge_tells_which_published_cases_break(folder, release):  # noqa: F811
    publish_shipped("three-times-the-level")
    drug = {"drug": "escitalopram", "gene": "CYP2C19", "phenotype": "Poor Metabolizer"}
    change(folder, "exposure_ratios", "ratio", "1.2", **drug)
    relabel(folder, version=NEXT)
    out = io.StringIO()
    call_command("load_knowledge", folder, stdout=out)
    assert f"Knowledge {NEXT}" in out.getvalue()
    assert "It breaks three-times-the-level.yaml, line 22, must_hold.0" in out.getvalue()
