"""Every example of docs/api.md, run in order as it stands, against a real server."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command

from tests.kb import FOLDER
from tests.services import ROOT
from tests.system.servers import serving

pytestmark = pytest.mark.system

TEXT = (ROOT / "docs" / "api.md").read_text("utf-8")
BLOCK = re.compile(r"^```(?P<kind>bash|python)(?P<fails> fails)?\n(?P<code>.*?)^```$", re.M | re.S)
COMMANDS = {"bash": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}


class Block(NamedTuple):
    """An example, and where it stands."""

    line: int
    kind: str
    fails: bool
    code: str


def blocks(text: str = TEXT) -> list[Block]:
    """The examples of a document, in order."""
    return [
        Block(text[: m.start()].count("\n") + 1, m["kind"], bool(m["fails"]), m["code"])
        for m in BLOCK.finditer(text)
    ]


@pytest.fixture
def environment(child_environment, django_user_model, tmp_path) -> Iterator[dict[str, str]]:
    """What a reader has after the first section: a server, a token, and the client beside."""
    call_command("load_knowledge", FOLDER, verbosity=0)
    django_user_model.objects.create_user("learner")
    shutil.copy(ROOT / "fixtures" / "samples" / "client.py", tmp_path)
    with serving(child_environment) as address:
        yield {**os.environ, "RAPHE": address, "RAPHE_TOKEN": token(child_environment)}


def token(environment: dict[str, str]) -> str:
    """A token by the very command of the document."""
    command = re.search(r"RAPHE_TOKEN=\$\(\S+ (manage.py create_token .*)\)", TEXT)[1]
    made = subprocess.run(
        [sys.executable, *command.split()],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return made.stdout.strip()


def test_every_example(environment, tmp_path):
    for block in blocks():
        done = run(block, environment, tmp_path)
        said = f"docs/api.md:{block.line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert (done.returncode != 0) == block.fails, said


def run(block: Block, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*COMMANDS[block.kind], block.code],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_there_are_examples_of_both_kinds():
    kinds = [block.kind for block in blocks()]

    assert kinds.count("bash") >= 8
    assert kinds.count("python") >= 8
    assert TEXT.count("```") == 2 * (len(kinds) + 2)  # and two that a reader runs at the start
