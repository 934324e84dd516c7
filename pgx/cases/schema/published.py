"""The JSON Schema of a case file, as it is published."""

from __future__ import annotations

import json

from pgx.cases.schema.case import Case

FILE = "case.schema.json"


def schema_text() -> str:
    """The text of fixtures/cases/case.schema.json."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A teaching case of Raphe",
    }
    return json.dumps(Case.model_json_schema() | head, indent=2, ensure_ascii=False) + "\n"
