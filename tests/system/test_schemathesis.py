"""schemathesis asks a real server whatever the schema allows, and what it does not.

No 500, and no answer that the schema does not declare; all checks on.
"""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from tests.api.schema.sending import operations
from tests.api.tokens import make_token
from tests.kb import FOLDER
from tests.services import ROOT
from tests.system.servers import serving

pytestmark = pytest.mark.system

FEW, MANY = 10, 200  # examples an operation
LIMITS = {"RATE_ANONYMOUS": "1000000/minute", "RATE_TOKEN": "1000000/minute"}
SCOPES = ("assess", "batch", "read")
CONFIGURATION = ROOT / "tests" / "system" / "schemathesis.toml"


@pytest.fixture
def server(child_environment: dict[str, str]) -> Iterator[str]:
    """A server with the shipped knowledge base, whose limits let every example through."""
    call_command("load_knowledge", FOLDER, verbosity=0)
    with serving(child_environment | LIMITS) as address:
        yield address


def ask(address: str, folder, examples: int, *options: str) -> subprocess.CompletedProcess:
    """Run schemathesis over the whole schema."""
    return subprocess.run(
        [
            sys.executable, "-m", "schemathesis.cli", f"--config-file={CONFIGURATION}", "run",
            f"{address}/api/schema/", "--checks=all", f"--max-examples={examples}",
            "--continue-on-failure", "--no-color", "--generation-database=none", *options,
        ],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip


def assert_nothing_found(done: subprocess.CompletedProcess) -> None:
    assert done.returncode == 0, (done.stdout + done.stderr)[-20_000:]
    assert f"Tested: {len(operations())}" in done.stdout


def as_caller(kind: str) -> list[str]:
    """The options that make schemathesis an anonymous caller, or one with a token."""
    return [] if kind == "anonymous" else ["-H", f"Authorization: Bearer {make_token(*SCOPES)}"]


@pytest.mark.parametrize("caller", ["anonymous", "with a token"])
def test_a_few_of_what_the_schema_allows(server, tmp_path, caller):
    assert_nothing_found(ask(server, tmp_path, FEW, *as_caller(caller)))


@pytest.mark.long
@pytest.mark.parametrize("caller", ["anonymous", "with a token"])
def test_much_of_what_the_schema_allows(server, tmp_path, caller):
    assert_nothing_found(ask(server, tmp_path, MANY, *as_caller(caller)))
