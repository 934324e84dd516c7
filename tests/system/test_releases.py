"""A server that runs picks up a new release without a restart, and keeps the older ones."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from tests.kb import FOLDER
from tests.knowledge.folders import change, folder, relabel
from tests.system.processes import post_json, wait_until
from tests.system.servers import serving

__all__ = ["folder"]

pytestmark = pytest.mark.system

PANEL = {
    "genotypes": {"5-HTTLPR": "L/S", "CYP2C19": "*1/*2"},
    "regimens": [{"drug": "citalopram", "dose_mg_per_day": 20}],
}
SOON_SECONDS = 5


@pytest.fixture
def server(child_environment: dict[str, str]) -> Iterator[str]:
    """Where assessments are asked for, on this test's database."""
    with serving(child_environment) as address:
        yield f"{address}/api/v1/assessments"


def ask(address: str, **more: str) -> dict:
    """The server's answer."""
    return post_json(address, PANEL | more)


def said(answer: dict) -> tuple[str, float]:
    """The release, and a number that rests on it."""
    return answer["release"]["version"], answer["results"][0]["relative_response"]


def test_a_running_server_answers_with_a_new_release_and_by_the_old_version(
    server: str, folder
) -> None:
    call_command("load_knowledge", FOLDER, verbosity=0)
    old = said(ask(server))

    change(folder, "parameters", "value", "0.6", symbol="phi_S")
    relabel(folder, version="99.0.0")
    call_command("load_knowledge", folder, verbosity=0)

    new = [wait_until(lambda: said_by(server, "99.0.0"), "the new one", SOON_SECONDS)]
    new += [said(ask(server)) for _ in range(8)]  # whichever process and thread answers
    assert set(new) == {("99.0.0", new[0][1])}
    assert new[0][1] != old[1]
    assert said(ask(server, release=old[0])) == old


def said_by(server: str, version: str) -> tuple[str, float] | None:
    """What the server says, once it says it by this version."""
    answer = said(ask(server))
    return answer if answer[0] == version else None
