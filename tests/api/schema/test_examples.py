"""Every example of the schema is sent, and the real answer is the one that is shown.

`make schema` writes answers that have changed (WRITE_EXAMPLES) before it writes the snapshot.
"""

import pytest
from jsonschema import Draft202012Validator

from pgx.api.schema.examples import FOLDER, examples
from pgx.api.schema.views import document
from tests.api.schema.sending import operations, send
from tests.samples import hold

pytestmark = pytest.mark.usefixtures("release")
NAMES = [f"{operation}/{name}" for operation, named in examples().items() for name in named]


def validator(reference: dict) -> Draft202012Validator:
    """A validator of one schema of the document, its references resolved."""
    return Draft202012Validator({**reference, "components": document("en")["components"]})


def declared(operation: str, status: int) -> dict:
    """The schema that an operation declares for a status, None where there is no body."""
    method, path = operations()[operation]
    answer = document("en")["paths"][path][method]["responses"][str(status)]
    content = answer.get("content")
    return next(iter(content.values()))["schema"] if content else None


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_what_the_server_answers(name):
    hold(FOLDER / f"{name}.json", send(name))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_fits_the_schema(name):
    operation, _, own = name.partition("/")
    example = examples()[operation][own]
    method, path = operations()[operation]
    body = document("en")["paths"][path][method].get("requestBody")
    if "body" in example["request"] and example["status"] < 400:
        schema = body["content"]["application/json"]["schema"]
        validator(schema).validate(example["request"]["body"])
    schema = declared(operation, example["status"])
    if schema is not None and "response" in example:
        validator(schema).validate(example["response"])


@pytest.mark.parametrize("operation", operations())
def test_every_operation_has_an_example(operation):
    found = examples().get(operation, {}).values()

    assert any(example["status"] < 400 for example in found), f"add one below {FOLDER / operation}"


def test_every_example_belongs_to_an_operation():
    assert set(examples()) <= set(operations())
