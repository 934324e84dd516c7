"""What every operation may answer beside its own: errors, and headers."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NotRequired

from django.conf import settings
from typing_extensions import TypedDict

from pgx import problems
from pgx.api.schema.records import Schema, components

CONDITIONAL = {"304", "412"}


class ProblemError(TypedDict):
    """One field at fault."""

    field: str
    """Path of the field, such as `genotypes.rs6295` or `regimens.0.drug`; `body` for the whole."""
    code: str
    """A stable word for what is wrong, such as `unknown_marker`."""
    message: str
    """The same in a sentence."""
    hint: NotRequired[str]
    """What would be right, such as the nearest name that is known; absent where there is none."""


class Problem(TypedDict):
    """An error (RFC 9457)."""

    type: str
    """`about:blank`: the title says what the status means."""
    title: str
    """The status in words."""
    status: int
    """The HTTP status."""
    code: str
    """A stable word for what went wrong. Compare this, not the texts."""
    detail: str
    """What went wrong, in a sentence."""
    errors: NotRequired[list[ProblemError]]
    """The fields at fault, at most 20; absent where no single field is."""
    notice: str
    """That this is for teaching, never for the care of a patient."""


# Status -> what it means here. The codes are those that are most common.
ERRORS = {
    "400": "The request cannot be read (`bad_request`): no JSON, or a key twice.",
    "401": "The token is wrong, has expired or was revoked (`bad_token`), or none was sent where "
    "one is needed.",
    "403": "The token does not have the scope that is needed (`scope_missing`).",
    "404": "There is nothing here (`not_found`). What belongs to another account answers so too.",
    "406": "None of the formats in `Accept` can be sent (`not_acceptable`).",
    "409": "It is not where this could be done (`wrong_state`), or the key is another upload's "
    "(`key_is_of_another_file`).",
    "411": "The body came in chunks, without a `Content-Length` (`length_required`).",
    "412": "`If-None-Match` names the answer that this would be (`unchanged`).",
    "413": f"The body is larger than {settings.DATA_UPLOAD_MAX_MEMORY_SIZE} bytes (`too_large`). A "
    "class file may be larger, up to the limit of this place; more than the account may keep is "
    "`over_quota`.",
    "414": "The address is longer than the web server reads. It answers itself, in HTML.",
    "415": "The body is not of a declared type by its `Content-Type` (`unsupported_media_type`).",
    "422": "A field cannot be used (`invalid`); `errors` says which, why, and what would be right.",
    "429": "Too many requests (`throttled`). Ask again after `Retry-After` seconds.",
    "500": "Something broke on Raphe's side (`server_error`); `X-Request-ID` finds it in the log.",
    "503": "The knowledge base or the database is not there (`unavailable`).",
}
BY_THE_SERVER = {"414"}  # before Raphe sees the request
HEADERS: dict[str, Schema] = {
    "X-Request-ID": {
        "description": "The request's id, also in the server's log. Name it when you report a "
        "problem.",
        "schema": {"type": "string"},
    },
    "RateLimit-Limit": {
        "description": "How many requests the window allows.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RateLimit-Remaining": {
        "description": "How many are left in the window.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RateLimit-Reset": {
        "description": "Seconds until the window begins anew.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RateLimit-Policy": {
        "description": "The limit's name, amount (`q`) and window in seconds (`w`).",
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": "The limit's name, what is left (`r`) and seconds until then (`t`).",
        "schema": {"type": "string"},
    },
    "Retry-After": {
        "description": "Seconds to wait before asking again.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "WWW-Authenticate": {
        "description": "How to authenticate: `Bearer`.",
        "schema": {"type": "string"},
    },
    "ETag": {
        "description": "Names these bytes. Send it as `If-None-Match`: where nothing has changed "
        "the answer is 304 without a body, to a POST 412.",
        "schema": {"type": "string"},
    },
}
EVERYWHERE = ("X-Request-ID", *(name for name in HEADERS if name.startswith("RateLimit")))
TABLE = {
    "type": "string",
    "description": "A table: one line of names, then one line a row. UTF-8; each line carries the "
    "notice in short, and no cell starts a spreadsheet formula.",
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of an answer that you hold: where it is still right, the answer is "
    "304, to a POST 412.",
    "schema": {"type": "string"},
}


def declare_answers(result: Schema, **_: Any) -> Schema:
    """Postprocessing hook: errors and headers on every operation."""
    parts = result.setdefault("components", {})
    parts["schemas"] = dict(sorted((parts.get("schemas", {}) | components(Problem)).items()))
    parts["responses"] = {f"Error{status}": _error(status) for status in ERRORS}
    parts["headers"] = HEADERS
    for operation in _operations(result):
        _complete(operation)
    return result


def _operations(result: Schema) -> Iterator[Schema]:
    for item in result["paths"].values():
        yield from item.values()


def _complete(operation: Schema) -> None:
    """Add to one operation what it may answer beside its own."""
    answers = operation["responses"]
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    is_conditional = bool(CONDITIONAL & set(answers))
    given = operation.get("parameters", [])
    if is_conditional and IF_NONE_MATCH["name"] not in [each["name"] for each in given]:
        operation["parameters"] = [*given, IF_NONE_MATCH]
    for status, answer in answers.items():
        named = [*EVERYWHERE, *(["ETag"] if is_conditional and status in ("200", "304") else [])]
        answer["description"] = answer["description"] or HTTPStatus(int(status)).phrase
        if "text/csv" in answer.get("content", {}):
            answer["content"]["text/csv"] = {"schema": TABLE}
        answer["headers"] = answer.get("headers", {}) | _references(named)
    for status in sorted(_applicable(operation) - set(answers)):
        answers[status] = {"$ref": f"#/components/responses/Error{status}"}


def _applicable(operation: Schema) -> set[str]:
    """The statuses of the errors that an operation can answer with."""
    found = {"400", "406", "429", "500", "503"}
    if operation.get("security"):
        found |= {"401", "403"}
    if "requestBody" in operation:
        found |= {"411", "413", "415", "422"}
    if any(each["in"] != "header" for each in operation.get("parameters", [])):
        found |= {"404", "414", "422"}
    return found


def _error(status: str) -> Schema:
    own = {"401": ["WWW-Authenticate"], "429": ["Retry-After"]}.get(status, [])
    schema = {"$ref": "#/components/schemas/Problem"}
    if status in BY_THE_SERVER:
        return {
            "description": ERRORS[status],
            "content": {"text/html": {"schema": {"type": "string"}}},
        }
    return {
        "description": ERRORS[status],
        "headers": _references([*EVERYWHERE, *own]),
        "content": {problems.CONTENT_TYPE: {"schema": schema}},
    }


def _references(names: list[str]) -> Schema:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
