"""The JSON Schemas of a case file and of an item file, as they are published."""

from __future__ import annotations

import json

from pgx.cases.schema.base import Part
from pgx.cases.schema.case import Case
from pgx.cases.schema.item import ItemFile

FILE, ITEM_FILE = "case.schema.json", "item.schema.json"


def schema_text() -> str:
    """The text of fixtures/cases/case.schema.json."""
    return _text(Case, "A teaching case of Raphe")


def item_schema_text() -> str:
    """The text of fixtures/items/item.schema.json."""
    return _text(ItemFile, "The test items of a belief in Raphe")


def _text(form: type[Part], title: str) -> str:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(form.model_json_schema() | head, indent=2, ensure_ascii=False) + "\n"
