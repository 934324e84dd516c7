"""gunicorn's settings for counting over all its processes: `--config=python:` names this module.

prometheus_client looks for the folder when it is imported, which is after gunicorn has read its
settings; so the folder is made here, new for each start and gone after it.
"""

import os
import shutil
import tempfile
from typing import Any

from pgx.observability import FOLDER_OF_COUNTS

folder = os.environ[FOLDER_OF_COUNTS] = tempfile.mkdtemp(prefix="raphe-metrics-")


def child_exit(server: Any, worker: Any) -> None:
    """A process has ended: what it had at that moment no longer counts, its totals do."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid, folder)


def on_exit(server: Any) -> None:
    """The server ends."""
    shutil.rmtree(folder, ignore_errors=True)
