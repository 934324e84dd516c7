"""gunicorn's settings: `--config=python:` names this module.

Counting over all processes, and rare garbage collection: a request leaves thousands of small
objects and hardly a cycle, and what was loaded before the fork is never garbage.

prometheus_client looks for the folder when it is imported, which is after gunicorn has read its
settings; so the folder is made here, new for each start and gone after it.
"""

import gc
import os
import shutil
import tempfile
from typing import Any

from pgx.observability import FOLDER_OF_COUNTS

OBJECTS_TO_COLLECT = 20_000  # 700 unless told
folder = os.environ[FOLDER_OF_COUNTS] = tempfile.mkdtemp(prefix="raphe-metrics-")


def post_fork(server: Any, worker: Any) -> None:
    """A process begins."""
    gc.freeze()
    gc.set_threshold(OBJECTS_TO_COLLECT)


def child_exit(server: Any, worker: Any) -> None:
    """A process has ended: what it had at that moment no longer counts, its totals do."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid, folder)


def on_exit(server: Any) -> None:
    """The server ends."""
    shutil.rmtree(folder, ignore_errors=True)
