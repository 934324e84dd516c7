"""Every example of docs/ehr.md, run in order as it stands, against a real server."""

import pytest

from pgx.ehr.cds.services import SERVICES
from tests.docs.test_api_md import blocks, environment, run
from tests.services import ROOT

__all__ = ["environment"]
TEXT = (ROOT / "docs" / "ehr.md").read_text("utf-8")


@pytest.mark.system
def test_every_example(environment, tmp_path):
    said = []
    for block in blocks(TEXT):
        done = run(block, environment, tmp_path)
        assert done.returncode == 0, f"docs/ehr.md:{block.line}\n{done.stdout}\n{done.stderr}"
        said.append(done.stdout)
    assert said[0].split() == list(SERVICES)
    assert "consider another drug" in said[-1]


def test_every_service_is_told():
    assert all(f"| `{name}` |" in TEXT for name in SERVICES)
