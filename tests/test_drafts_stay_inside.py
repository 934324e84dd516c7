"""A draft answers at the desk and on a curator's pages of the model, and through no other door."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from pgx.knowledge import drafts
from tests.api.calls import post
from tests.api.tokens import make_token
from tests.ehr.calls import ADDRESS, SAMPLE

CSV = "subject,CYP2C19,drug\ns1,*2/*2,escitalopram\n"


@pytest.fixture
def draft(release, curator):
    return drafts.begin(release, "Half-lives", curator)


@pytest.fixture
def caller(curator):
    """A curator with a token, signed in too."""
    token = make_token("assess", "read", user=curator)
    client = Client(headers={"authorization": f"Bearer {token}"})
    client.force_login(curator)
    return client


def test_rest_finds_no_draft(caller, draft):
    for name in (draft.name, draft.version):
        refused = post(caller, {"release": name})

        assert refused.status_code == 422
        assert json.loads(refused.content)["errors"][0]["code"] == "unknown_release"
        assert post(caller, {"release": name}, accept="text/csv").status_code == 422
        assert caller.get("/api/v1/drugs", {"release": name}).status_code in (404, 422)
        assert caller.get(f"/api/v1/releases/{name}").status_code == 404
    assert draft.name not in caller.get("/api/v1/releases").content.decode()


def test_the_evidence_page_answers_a_curator_with_the_mark_and_nobody_else(caller, draft):
    page = caller.get("/evidence", {"release": draft.name})

    assert "Draft, not published" in page.content.decode()
    assert Client().get("/evidence", {"release": draft.name}).status_code == 404


def test_cds_hooks_answer_with_the_release(caller, draft):
    answer = caller.post(ADDRESS, {**SAMPLE, "release": draft.name}, "application/json")

    assert answer.status_code == 200
    assert draft.name not in answer.content.decode()
    assert f"release={draft.parent.version}" in answer.content.decode()


@pytest.mark.parametrize("command", ["assess", "assess_csv"])
def test_commands_find_no_draft(draft, tmp_path, command):
    file = tmp_path / "class.csv"
    file.write_text(CSV)
    with_file = [str(file), "--out", str(tmp_path / "out.csv")]
    own = with_file if command == "assess_csv" else ["--drug", "escitalopram"]
    with pytest.raises(CommandError, match="there is no release draft-"):
        call_command(command, *own, "--release", draft.name, stdout=StringIO())
