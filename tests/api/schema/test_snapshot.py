"""The contract in the repository: the schema in docs/openapi.yaml, its hash in CHANGELOG.md."""

import copy
import re

import pytest
from drf_spectacular.validation import validate_schema

from pgx.api.schema.snapshot import FILE, as_yaml, contract_hash, snapshot
from tests.services import ROOT

NAMED = re.compile(r"REST contract `([0-9a-f]{8})`")


@pytest.fixture(scope="module")
def schema() -> dict:
    return snapshot()


def test_the_schema_is_openapi_3_1(schema):
    validate_schema(schema)
    assert schema["openapi"].startswith("3.1")


def test_the_schema_is_the_one_in_the_repository(schema):
    assert as_yaml(schema) == FILE.read_bytes(), (
        f"The REST door's schema is no longer {FILE.name}. If that is meant, run `make schema`, "
        "look at what has changed, and commit it."
    )


def test_a_changed_contract_is_in_the_changelog(schema):
    named = NAMED.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))
    wanted = contract_hash(schema)

    assert wanted in named, (
        "The REST contract has changed. Say in CHANGELOG.md, under the version to come, what "
        f"changed for a program that uses it, and name it: REST contract `{wanted}`. Within "
        "/api/v1/ nothing may be taken away and no meaning may change."
    )


def test_texts_are_no_part_of_the_contract(schema):
    other = copy.deepcopy(schema)
    other["info"]["version"] = "2"
    other["components"]["schemas"]["Problem"]["description"] = "Other words."
    other["components"]["schemas"]["Problem"]["properties"]["code"]["description"] = "Other."

    assert contract_hash(other) == contract_hash(schema)


@pytest.mark.parametrize("path", [("Problem", "code"), ("ResultAnswer", "sert_occupancy")])
def test_a_field_is_part_of_the_contract(schema, path):
    component, field = path
    renamed, retyped = copy.deepcopy(schema), copy.deepcopy(schema)
    properties = renamed["components"]["schemas"][component]["properties"]
    properties["description"] = properties.pop(field)
    retyped["components"]["schemas"][component]["properties"][field]["type"] = "array"

    assert len({contract_hash(each) for each in (schema, renamed, retyped)}) == 3
