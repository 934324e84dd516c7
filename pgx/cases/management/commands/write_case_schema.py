"""`manage.py write_case_schema`: the form of a case file into fixtures/cases."""

from typing import Any

from django.core.management.base import BaseCommand

from pgx.cases.reading import FOLDER
from pgx.cases.schema.published import FILE, schema_text


class Command(BaseCommand):
    """Write the JSON Schema of a case file."""

    help = "Write the JSON Schema of a case file into fixtures/cases."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file."""
        (FOLDER / FILE).write_text(schema_text(), encoding="utf-8", newline="")
        self.stdout.write(f"{FILE} is written.")
