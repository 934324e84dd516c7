"""`manage.py write_case_schema`: the form of case and item files into their folders."""

from typing import Any

from django.core.management.base import BaseCommand

from pgx.cases.items.reading import FOLDER as ITEMS
from pgx.cases.reading import FOLDER as CASES
from pgx.cases.schema.published import FILE, ITEM_FILE, item_schema_text, schema_text


class Command(BaseCommand):
    """Write the JSON Schemas of a case file and of an item file."""

    help = "Write the JSON Schemas of case and item files into fixtures/cases and fixtures/items."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files."""
        texts = {CASES / FILE: schema_text(), ITEMS / ITEM_FILE: item_schema_text()}
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="")
            self.stdout.write(f"{path.name} is written.")
