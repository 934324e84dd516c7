"""OperationOutcome: how FHIR says what went wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from pgx import problems
from pgx.ehr.fhir.resources.parts import Resource, resource

CONTENT_TYPE = "application/fhir+json"
# FHIR's word for each status; what is missing is "processing", or "exception" from 500.
WORDS = {
    400: "invalid",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "not-supported",
    406: "not-supported",
    412: "required",
    413: "too-long",
    415: "not-supported",
    429: "throttled",
    503: "transient",
}


def outcome(severity: str, code: str, said: Iterable[str]) -> Resource:
    """One issue for each line."""
    lines = list(said)
    issues = [{"severity": severity, "code": code, "diagnostics": line} for line in lines]
    return resource("OperationOutcome", lines, issue=issues)


def of_problem(problem: dict[str, Any]) -> Resource:
    """A problem document as an OperationOutcome, the detail first."""
    status = problem["status"]
    word = WORDS.get(status, "exception" if status >= 500 else "processing")
    errors = (
        f"{each['field']}: {each['message']} {each.get('hint', '')}".strip()
        for each in problem.get("errors", ())
    )
    return outcome("error", word, [problem["detail"], *errors])


def say_as_outcomes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: under /fhir/ every problem document becomes an OperationOutcome."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_problem = response.headers.get("Content-Type") == problems.CONTENT_TYPE
        if is_problem and request.path_info.startswith("/fhir"):
            found = of_problem(json.loads(response.content))
            response.content = json.dumps(found, ensure_ascii=False).encode()
            response.headers["Content-Type"] = CONTENT_TYPE
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        return response

    return middleware
