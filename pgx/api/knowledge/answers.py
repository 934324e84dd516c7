"""The form of each answer, made from the row models, so that no column is described twice."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from pgx.knowledge import exporting
from pgx.knowledge.tables import TABLES

NAMES = {
    "references": "Reference",
    "genes": "Gene",
    "markers": "Marker",
    "drugs": "Drug",
    "guideline_statements": "GuidelineStatement",
    "claims": "Claim",
    "alleles": "Allele",
    "allele_frequencies": "AlleleFrequency",
    "star_allele_definitions": "StarAlleleDefinition",
    "star_allele_frequencies": "StarAlleleFrequency",
    "drug_codes": "DrugCode",
    "drug_values": "DrugValue",
    "binding": "Binding",
    "exposure_ratios": "ExposureRatio",
}


class Form(BaseModel):
    """An object of an answer: these members and no others."""

    model_config = ConfigDict(extra="forbid")


class ReleaseName(Form):
    """The release of the knowledge base that answers."""

    version: str = Field(description="Its version, such as `0.7.0`.")
    sha256: str = Field(description="SHA-256 over its content, in hexadecimal.")


class Part(Form):
    """A row of the knowledge base."""

    key: str = Field(description="The row's name inside its table.")
    row: str = Field(description="The row's address in the knowledge base: `table/key`.")


class Addressed(Part):
    """A row that has an address of its own."""

    url: str = Field(description="Where this row is.", json_schema_extra={"format": "uri"})


class Release(Addressed):
    """A release of the knowledge base; it never changes."""

    version: str = Field(description="Its version, by which `?release=` asks for it.")
    sha256: str = Field(description="SHA-256 over its content, in hexadecimal.")
    released_on: str = Field(
        description="The day of its making.", json_schema_extra={"format": "date"}
    )
    loaded_at: str = Field(
        description="When this server loaded it.", json_schema_extra={"format": "date-time"}
    )
    notes: str = Field(description="What is new in it.")
    rows_by_table: dict[str, int] = Field(description="How many rows each table has.")
    is_default: bool = Field(description="Whether it answers where no release is asked for.")
    withdrawn: str = Field(
        description="Why it is withdrawn: it then answers only where its version is asked for; "
        "empty where it is not."
    )


class Answer(Form):
    """What every answer has."""

    notice: str = Field(description="What this is for, and what it is never for.")
    release: ReleaseName = Field(description="Which release of the knowledge base answers.")


class ListAnswer(Answer):
    """One page of a list."""

    next: str | None = Field(
        description="Address of the page after; null on the last.",
        json_schema_extra={"format": "uri"},
    )
    previous: str | None = Field(
        description="Address of the page before; null on the first.",
        json_schema_extra={"format": "uri"},
    )


def _row(table: str, base: type[Part]) -> type[Form]:
    """The model of a row as it is answered: the columns of its file, then its names."""
    model = TABLES[table]
    columns = {
        column: (field.annotation, field)
        for column in exporting.columns(model)
        for field in [model.model_fields[column]]
    }
    names = {name: (field.annotation, field) for name, field in base.model_fields.items()}
    fields: dict[str, Any] = {**columns, **names}
    return create_model(NAMES[table], __base__=Form, __doc__=model.__doc__, **fields)


ADDRESSED = ("references", "genes", "markers", "drugs", "guideline_statements", "claims")
ROWS = {table: _row(table, Addressed if table in ADDRESSED else Part) for table in NAMES}


def _lists(*tables: str) -> dict[str, Any]:
    return {
        table: (list[ROWS[table]], Field(description=TABLES[table].__doc__)) for table in tables
    }


def _related(table: str, **members: Any) -> type[Form]:
    name = f"{NAMES.get(table, 'Release')}Related"
    return create_model(name, __base__=Form, __doc__="What belongs to the row.", **members)


STATEMENTS = (
    str,
    Field(description="Where the statements are listed.", json_schema_extra={"format": "uri"}),
)
RELATED: dict[str, type[Form]] = {
    "genes": _related("genes", **_lists("markers"), guideline_statements_url=STATEMENTS),
    "markers": _related(
        "markers",
        **_lists("alleles", "allele_frequencies"),
        **_lists("star_allele_definitions", "star_allele_frequencies"),
    ),
    "drugs": _related(
        "drugs",
        **_lists("drug_codes", "drug_values", "binding", "exposure_ratios"),
        guideline_statements_url=STATEMENTS,
    ),
    "guideline_statements": _related(
        "guideline_statements",
        reference=(ROWS["references"], Field(description="Its reference in full.")),
    ),
    "claims": _related("claims", **_lists("references")),
    "references": _related(
        "references", cited_by=(dict[str, int], Field(description="Rows that cite it, by table."))
    ),
    "releases": _related("releases"),
}


def row(table: str) -> type[Form]:
    """The model of one result."""
    return ROWS.get(table, Release)


def list_answer(table: str) -> type[Form]:
    """The model of a page."""
    model = row(table)
    results: Any = (list[model], Field(description="The rows, in the order of the release."))
    return create_model(f"{model.__name__}List", __base__=ListAnswer, results=results)


def one_answer(table: str) -> type[Form]:
    """The model of the answer about one row."""
    model = row(table)
    result: Any = (model, Field(description="The row."))
    related: Any = (RELATED[table], Field(description="What belongs to it."))
    name = f"One{model.__name__}"
    return create_model(name, __base__=Answer, result=result, related=related)
