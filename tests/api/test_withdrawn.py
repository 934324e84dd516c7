"""Answers by a withdrawn release carry a header that says so."""

from urllib.parse import unquote

import pytest

from pgx.knowledge import releases
from pgx.knowledge.drafts import withdraw
from pgx.knowledge.reading import Content
from tests.api.calls import post

HEADER = "Raphe-Release-Withdrawn"
NOTE = "A ratio was typed wrong:\n5 % is 50 %. Größe."
BODY = {"regimens": [{"drug": "escitalopram"}], "detail": "summary"}


@pytest.fixture
def withdrawn(release, shipped, curator):
    label = shipped.label.model_copy(update={"version": "9.0.0"})
    releases.publish(Content(label, shipped.rows))
    withdraw(release, NOTE, curator)
    return release


@pytest.mark.parametrize("accept", ["application/json", "text/csv"])
def test_a_withdrawn_release_says_so_in_one_line(client, withdrawn, accept):
    answer = post(client, {**BODY, "release": withdrawn.version}, accept=accept)

    assert answer.status_code == 200
    assert answer[HEADER].isascii()
    assert unquote(answer[HEADER]) == "A ratio was typed wrong: 5 % is 50 %. Größe."


def test_other_releases_have_no_such_header(client, withdrawn):
    assert HEADER not in post(client, BODY)
    assert HEADER not in post(client, {**BODY, "release": "9.0.0"})


def test_a_long_note_is_cut(client, release, shipped, withdrawn):
    withdrawn.withdrawal.note = "long " * 1000
    withdrawn.withdrawal.save()
    answer = post(client, {**BODY, "release": withdrawn.version})

    assert len(unquote(answer[HEADER])) == 300
