"""What operations take and give: tokens in, Parameters out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pgx.assessments.errors import FieldError
from pgx.ehr.fhir.resources.parts import Resource, meta, present
from pgx.ehr.problems import CallRefused


def parameters(parts: Iterable[dict[str, Any]]) -> Resource:
    """The answer of an operation; without a parameter where there is nothing to say."""
    return {"resourceType": "Parameters", "meta": meta(), **present(parameter=list(parts))}


def tokens(values: Iterable[str]) -> list[str]:
    """Every token of a parameter that may be repeated and may list several with commas."""
    return [token.strip() for value in values for token in value.split(",") if token.strip()]


def required(values: list[str], name: str, hint: str) -> list[str]:
    """The values. Raises CallRefused where there is none."""
    if not values:
        error = FieldError(name, "required", "It is not there.", hint)
        raise CallRefused(400, f"The parameter {name} is missing.", [error])
    return values


def unknown(name: str, message: str, hint: str) -> CallRefused:
    """The refusal of a token that names nothing we know."""
    error = FieldError(name, "unknown", message, hint)
    return CallRefused(422, f"The parameter {name} names something unknown.", [error])
