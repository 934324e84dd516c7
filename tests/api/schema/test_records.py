"""The schema says everything of an answer, and nothing else."""

import copy

import pytest
from jsonschema import Draft202012Validator

from pgx.api.schema.records import components
from pgx.api.schema.views import document
from pgx.assessments.answer import Assessment
from pgx.assessments.assess import assess
from pgx.assessments.question import Question, Regimen

PANEL = {"CYP2C19": "*2/*2", "CYP2D6": "*1/*4", "5-HTTLPR": "L/S", "rs6295": "C/C"}


@pytest.fixture(scope="module")
def closed() -> Draft202012Validator:
    """The schema of an assessment that allows no field that it does not declare."""
    found = copy.deepcopy(components(Assessment))
    for schema in found.values():
        schema["additionalProperties"] = False
    root = {"$ref": "#/components/schemas/Assessment", "components": {"schemas": found}}
    return Draft202012Validator(root)


@pytest.mark.parametrize(
    "question",
    [
        Question(),
        Question(PANEL, None, (Regimen("escitalopram", 10),), draws=100),
        Question(PANEL, "plus", (Regimen("esketamine"),), co_medications=("fluoxetine", "xyz")),
        Question({"CYP2D6": "rubbish"}, None, (Regimen("venlafaxine"),), detail="full"),
        Question({}, None, (Regimen("sertraline"),), co_medications=("phenelzine",)),
    ],
)
def test_an_answer_fits_the_schema_and_has_nothing_beside(closed, question, release):
    closed.validate(assess(question).to_json())


def test_the_schema_is_not_met_by_another_answer(closed, release):
    answer = assess(Question(PANEL, None, (Regimen("escitalopram"),))).to_json()

    assert not closed.is_valid(answer | {"results": [answer["results"][0] | {"signal": "best"}]})
    assert not closed.is_valid({k: v for k, v in answer.items() if k != "notice"})


def described() -> list[tuple[str, dict]]:
    """Every field of every component, with its schema."""
    return [
        (f"{name}.{key}", schema)
        for name, component in document("en")["components"]["schemas"].items()
        for key, schema in component.get("properties", {}).items()
    ]


@pytest.mark.parametrize(("name", "schema"), described(), ids=[name for name, _ in described()])
def test_every_field_is_described(name, schema):
    assert schema.get("description", "").endswith((".", "?")), name


def nullable() -> list[tuple[str, dict]]:
    return [
        (name, schema)
        for name, schema in described()
        if "Request" not in name
        and any(each.get("type") == "null" for each in schema.get("anyOf", ()))
    ]


@pytest.mark.parametrize(("name", "schema"), nullable(), ids=[name for name, _ in nullable()])
def test_what_null_means_is_said(name, schema):
    assert "null" in schema["description"], name
