"""Requests and their real answers, kept below fixtures/samples: one a file.

A file has a summary, the request, the status and the response. `make schema` (WRITE_EXAMPLES)
writes responses that have changed.
"""

import json
import math
import os
from pathlib import Path
from typing import Any

from django.http import HttpResponse

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "samples"


def hold(path: Path, response: HttpResponse) -> None:
    """Fail where the server answers otherwise than the file says."""
    example, answer = json.loads(path.read_text("utf-8")), read(response)
    assert response.status_code == example["status"], answer
    same = is_same(example.get("response"), answer, frozenset(example.get("varies", ())))
    if not same and os.environ.get("WRITE_EXAMPLES"):
        text = json.dumps(example | {"response": answer}, ensure_ascii=False, indent=2)
        path.write_text(text + "\n", "utf-8")
        return
    assert same, f"{path}: the answer is no longer the one that is shown: run `make schema`"


def read(response: HttpResponse) -> Any:
    """What an answer says: JSON, the text of a table, or None for bytes and for nothing."""
    content = response.getvalue()
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if not content or kind.endswith("parquet"):
        return None
    return content.decode() if kind == "text/csv" else json.loads(content)


def is_same(one: Any, other: Any, varies: frozenset[str] = frozenset()) -> bool:
    """The same JSON: doubles may differ by what another processor rounds; `varies` are keys."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(
            key in varies or is_same(one[key], other[key], varies) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(
            is_same(a, b, varies) for a, b in zip(one, other, strict=True)
        )
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other and type(one) is type(other)
