"""`python -m pgx.run`, which `make run` calls."""

import os
import sys

import django

from pgx.run.prepare import RefusedError, broker_folder, only_one_run, pick_port, prepare_or_refuse
from pgx.run.processes import commands, environment, run
from pgx.run.screen import ADDRESS


def main() -> int:
    """Prepare, run until something ends it, and return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pgx.settings")
    django.setup()
    try:
        with only_one_run() as note, broker_folder() as folder:
            port = pick_port()
            prepare_or_refuse()
            note(ADDRESS.format(port=port))
            return run(commands(folder, port), environment(folder), port)
    except RefusedError as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
