"""Sends the examples of fixtures/samples/rest as a program would."""

import json

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
