"""Examples of the schema: requests and their real answers, kept as files.

`fixtures/samples/rest/<operation>/<name>.json` holds one: a summary, the request (path, query,
headers, body, or form and file), the status and the response. tests/api/schema/test_examples.py
sends each and compares; `make schema` writes the responses anew.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from pgx.api.schema.records import Schema

FOLDER: Path = settings.BASE_DIR / "fixtures" / "samples" / "rest"


@cache
def examples() -> dict[str, dict[str, Schema]]:
    """Operation -> name -> example."""
    found: dict[str, dict[str, Schema]] = {}
    for path in sorted(FOLDER.glob("*/*.json")):
        found.setdefault(path.parent.name, {})[path.stem] = json.loads(path.read_text("utf-8"))
    return found


def add_examples(result: Schema, **_: Any) -> Schema:
    """Postprocessing hook: each operation's examples, in its request and its responses."""
    for item in result["paths"].values():
        for operation in item.values():
            for name, example in examples().get(operation["operationId"], {}).items():
                _add(result, operation, name, example)
    return result


def _add(result: Schema, operation: Schema, name: str, example: Schema) -> None:
    if "body" in example["request"]:
        _put(operation["requestBody"], name, example, example["request"]["body"])
    if "file" in example["request"]:
        form = {**example["request"]["form"], "file": example["request"]["file"]["text"]}
        _put(operation["requestBody"], name, example, form)
    status = str(example["status"])
    answer = operation["responses"][status]
    if "$ref" in answer:  # an error that all operations share: a copy of its own
        shared = result["components"]["responses"][answer["$ref"].rpartition("/")[2]]
        answer = operation["responses"][status] = json.loads(json.dumps(shared))
    if "response" in example:
        _put(answer, name, example, example["response"])


def _put(body: Schema, name: str, example: Schema, value: Any) -> None:
    """Beside the first media type: JSON, or what stands for it in an error."""
    media_type = next(iter(body["content"].values()))
    shown = {"summary": example["summary"], "value": value}
    media_type.setdefault("examples", {})[name] = shown
