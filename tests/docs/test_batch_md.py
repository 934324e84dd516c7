"""Every example of docs/batch.md, run in order against a real server with a real worker."""

import csv
from collections.abc import Iterator

import pytest

from pgx.batches.header import CONTROLS
from tests.api.tokens import make_token
from tests.docs.test_api_md import blocks, environment, run
from tests.services import ROOT
from tests.system.servers import working

__all__ = ["environment"]
TEXT = (ROOT / "docs" / "batch.md").read_text("utf-8")


@pytest.fixture
def worker(child_environment: dict[str, str]) -> Iterator[None]:
    """A worker on the test's own database and broker."""
    with working(child_environment):
        yield


@pytest.mark.system
def test_every_example(environment, worker, tmp_path):
    environment = environment | {"RAPHE_TOKEN": make_token("batch")}
    for block in blocks(TEXT):
        done = run(block, environment, tmp_path)
        assert done.returncode == 0, f"docs/batch.md:{block.line}\n{done.stdout}\n{done.stderr}"


def test_the_table_of_columns_names_every_control():
    for control in CONTROLS:
        assert f"`{control}`" in TEXT


def test_the_sample_tables_are_csv():
    samples = [part.partition("```")[0] for part in TEXT.split("```csv\n")[1:]]

    for sample in samples:
        rows = list(csv.reader(sample.splitlines()))
        assert len({len(row) for row in rows}) == 1
