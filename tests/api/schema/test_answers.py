"""Errors and headers are declared on every operation, as they are sent."""

import pytest
from jsonschema import Draft202012Validator

from pgx import problems
from pgx.api.schema.answers import BY_THE_SERVER, ERRORS, Problem, declare_answers
from pgx.api.schema.records import components
from pgx.api.schema.views import document
from pgx.assessments.errors import FieldError

OPERATIONS = [
    (f"{method} {path}", operation)
    for path, item in document("en")["paths"].items()
    for method, operation in item.items()
]


def completed(**operation) -> dict:
    """An operation as the hook leaves it."""
    operation = {"responses": {"200": {"description": "", "content": {}}}, **operation}
    declare_answers({"paths": {"/": {"get": operation}}})
    return operation


def test_an_operation_without_anything_still_can_fail():
    assert set(completed()["responses"]) == {"200", "400", "406", "429", "500", "503"}


@pytest.mark.parametrize(
    ("part", "statuses"),
    [
        ({"requestBody": {}}, {"411", "413", "415", "422"}),
        ({"security": [{"token": ["read"]}]}, {"401", "403"}),
        ({"parameters": [{"name": "key", "in": "path"}]}, {"404", "414", "422"}),
    ],
)
def test_an_operation_declares_the_errors_of_what_it_takes(part, statuses):
    assert statuses == set(completed(**part)["responses"]) - set(completed()["responses"])


def test_an_answer_of_304_makes_an_operation_conditional():
    responses = {"200": {"description": "", "content": {}}, "304": {"description": ""}}

    operation = completed(responses=responses)

    assert [each["name"] for each in operation["parameters"]] == ["If-None-Match"]
    assert {"ETag", "X-Request-ID"} <= set(operation["responses"]["200"]["headers"])
    assert "ETag" not in completed()["responses"]["200"]["headers"]


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=[name for name, _ in OPERATIONS])
def test_every_operation_says_what_it_does_and_what_it_answers(name, operation):
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    assert {"400", "429", "500"} <= set(operation["responses"])
    assert all(each.get("description", "-") for each in operation["responses"].values())


@pytest.mark.parametrize("status", sorted(set(ERRORS) - BY_THE_SERVER))
def test_a_problem_is_what_is_declared(status):
    error = FieldError("regimens.0.drug", "unknown_drug", "x is not a drug that Raphe knows.")
    found = problems.document(int(status), "What went wrong.", [error])
    root = {"$ref": "#/components/schemas/Problem"}
    schemas = {"components": {"schemas": components_closed()}}

    Draft202012Validator(root | schemas).validate(found)
    assert f"`{found['code']}`" in ERRORS[status] or status in ("401", "403")


def components_closed() -> dict:
    return {name: s | {"additionalProperties": False} for name, s in components(Problem).items()}
