"""Content becomes a PDF, in a process that is stopped where it takes too long."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

log = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("compiler.py")


class ReportFailed(Exception):
    """The report could not be set, or not in its time."""


def set_report(content: dict[str, Any]) -> bytes:
    """The PDF of a report's content. Raises ReportFailed."""
    given = json.dumps(content, ensure_ascii=False).encode()
    # Isolated: it needs neither the settings nor the secrets of this process.
    command = [sys.executable, "-I", str(PROGRAM)]
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            check=True,
            timeout=settings.REPORT_SECONDS,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        log.warning("a report took longer than %s seconds", settings.REPORT_SECONDS)
        raise ReportFailed from error
    except subprocess.CalledProcessError as error:
        log.exception("a report was not set: %s", error.stderr.decode(errors="replace")[-2000:])
        raise ReportFailed from error
    return done.stdout
