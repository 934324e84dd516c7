"""Production's settings, plus the two floors' addresses."""

from pgx.settings import *  # noqa: F403
from pgx.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "bench" / "templates")
