import json
import os
import subprocess
import sys

import pytest

from tests.bench.batches import ONE_THREAD, class_file
from tests.bench.floors import ROOT

BAD = 100  # one row in so many has a dose that is none


def measured(rows):
    """What a process of its own makes of a file of so many rows."""
    file = class_file(rows)
    with file.open("a") as stream:
        stream.writelines(
            f"X{n},L/S,A/A,C/C,G/G,*1,*1,*1,sertraline,x\n" for n in range(rows // BAD)
        )
    command = [sys.executable, "-m", "tests.batches.size", str(file)]
    environment = os.environ | ONE_THREAD | {"DJANGO_SETTINGS_MODULE": "pgx.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.long
@pytest.mark.parametrize(("small", "big"), [(1_000_000, 10_000_000)])
def test_memory_does_not_grow_with_the_file_and_no_row_is_lost(
    release, settings, tmp_path, small, big
):
    settings.DATA_DIR = tmp_path

    few, many = measured(small), measured(big)

    for rows, found in ((small, few), (big, many)):
        assert found["results"] == rows
        assert found["lines"] == rows + rows // BAD
    assert many["megabytes"] < min(700, 1.1 * few["megabytes"])
