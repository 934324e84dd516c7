"""Sends the examples of fixtures/samples/rest as a program would, and compares the answers."""

import json
import math
from typing import Any

from django.http import HttpResponse
from django.test import Client

from pgx.api.schema.examples import examples
from pgx.api.schema.views import document
from tests.api.tokens import make_token
from tests.batches.making import upload, work

SCOPES = ("assess", "batch", "read")


def operations() -> dict[str, tuple[str, str]]:
    """operationId -> method and path."""
    return {
        operation["operationId"]: (method, path)
        for path, item in document("en")["paths"].items()
        for method, operation in item.items()
    }


def send(name: str, secret: str = "") -> HttpResponse:
    """Send an example by `operation/name`.

    One that has "after" is sent after that other one, whose answer fills `{...}` in its path;
    one that has "token" is sent with a token of every scope; before one that has "worked", what
    there is to do is done.
    """
    operation, _, own = name.partition("/")
    example = examples()[operation][own]
    secret = secret or (make_token(*SCOPES) if example.get("token") else "")
    before = send(example["after"], secret).json() if "after" in example else {}
    if example.get("worked"):
        work()
    request = example["request"]
    method, path = operations()[operation]
    parts = {key: text.format(**before) for key, text in request.get("path", {}).items()}
    headers = {k: v.format(**before) for k, v in request.get("headers", {}).items()}
    if secret:
        headers["Authorization"] = f"Bearer {secret}"
    body = {}
    if "body" in request:
        body = {"data": json.dumps(request["body"]), "content_type": "application/json"}
    if "file" in request:
        file = upload(request["file"]["text"], request["file"]["name"])
        body = {"data": {**request["form"], "file": file}}
    query = {"query_params": request["query"]} if "query" in request else {}
    return getattr(Client(), method)(path.format(**parts), headers=headers, **query, **body)


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
