"""Production's settings, plus two addresses that break."""

from pgx.settings import *  # noqa: F403

ROOT_URLCONF = "tests.system.urls"
