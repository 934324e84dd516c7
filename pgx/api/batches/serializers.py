"""The bodies of class files that the REST door accepts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from pgx.api.fields import Orientation, Text
from pgx.api.serializers import RegimenRequest, Strict
from pgx.assessments.question import (
    MOST_CO_MEDICATIONS,
    ORIENTATIONS,
    Regimen,
    split_co_medications,
)
from pgx.batches.options import DELIMITERS, LAYOUTS, MOST_REGIMENS, Options

LONGEST_FORM_FIELD = 20_000  # characters of JSON in a form
REGIMENS = "Drugs and doses of rows that name none."
CO_MEDICATIONS = "What is taken beside the drug, in rows that name nothing."
POPULATION = (
    "Group of samples, such as `EUR`, whose published allele frequencies the summary sets beside "
    "the file's."
)


@extend_schema_field({"type": "string", "enum": ["true", "false"], "default": "true"})
class FormSwitch(serializers.Field):
    """true or false, as a form can say it."""

    def to_internal_value(self, data: Any) -> bool:
        """The value."""
        if data not in ("true", "false"):
            raise serializers.ValidationError("Write true or false.")
        return bool(data == "true")


@extend_schema_field(
    {
        "type": "string",
        "contentMediaType": "application/json",
        "maxLength": LONGEST_FORM_FIELD,
        "example": '[{"drug": "escitalopram", "dose_mg_per_day": 10}]',
    }
)
class JsonRegimens(serializers.Field):
    """Regimens as JSON in a form's field."""

    def to_internal_value(self, data: Any) -> list[dict[str, Any]]:
        """The regimens, checked as in a body of JSON."""
        try:
            read = json.loads(data[: LONGEST_FORM_FIELD + 1])
        except (ValueError, RecursionError):
            says = 'Write JSON, such as [{"drug": "escitalopram", "dose_mg_per_day": 10}].'
            raise serializers.ValidationError(says) from None
        field = _regimens()
        field.bind("", self)
        found: list[dict[str, Any]] = field.run_validation(read)
        return found


def _regimens(**options: Any) -> serializers.BaseSerializer:
    return RegimenRequest(many=True, max_length=MOST_REGIMENS, **options)


class Chosen(Strict):
    """What both ways of choosing have."""

    def options(self, old: Options) -> Options:
        """What a valid body chooses, over what was chosen before."""
        given = {name: value for name, value in self.validated_data.items() if name in OPTIONS}
        if "regimens" in given:
            given["regimens"] = tuple(Regimen(**each) for each in given["regimens"])
        if "co_medications" in given:
            given["co_medications"] = tuple(filter(None, given["co_medications"]))
        return replace(old, **given)


OPTIONS = tuple(Options.__dataclass_fields__)


class UploadRequest(Chosen):
    """A class file, as a form of several parts, and what holds for rows that do not say it."""

    file = serializers.FileField(
        allow_empty_file=True,  # the reader says what is wrong with it, and what to do
        max_length=1000,
        help_text="The class file: CSV, also compressed (gzip, or zip with one member).",
    )
    orientation = serializers.ChoiceField(
        ORIENTATIONS,
        required=False,
        help_text="The strand on which the genotypes are written, for all markers.",
    )
    regimens = JsonRegimens(required=False, help_text=f"{REGIMENS} JSON, as in `PATCH`.")
    co_medications = Text(
        required=False,
        allow_blank=True,
        help_text=f"{CO_MEDICATIONS} Names with semicolons between.",
    )
    layout = serializers.ChoiceField(
        LAYOUTS[1:],
        required=False,
        help_text="`wide` has a row a subject, `long` a row a subject and marker; found in the "
        "file without it.",
    )
    population = Text(required=False, help_text=POPULATION)
    release = Text(
        required=False,
        help_text="Version of a release of the knowledge base; without it, the newest.",
    )
    start = FormSwitch(
        default=True, help_text="`false` waits: look at what was understood, then start."
    )

    def validate_co_medications(self, value: str) -> tuple[str, ...]:
        """The names."""
        return split_co_medications(value)


class ChangeRequest(Chosen):
    """Another reading of the same file. What is left out stays as it is."""

    columns = serializers.DictField(
        child=Text(allow_blank=True),
        required=False,
        help_text="What columns are, by their name in the file: a marker, a control such as "
        "`subject` or `drug`, or empty text to leave it out. Columns that are not named are found "
        "by their name.",
    )
    orientation = Orientation(
        required=False,
        allow_null=True,
        help_text="The strand of the genotypes: one word for all markers, or one by marker.",
    )
    regimens = _regimens(required=False, help_text=REGIMENS)
    co_medications = serializers.ListField(
        child=Text(allow_blank=True),
        required=False,
        max_length=MOST_CO_MEDICATIONS,
        help_text=CO_MEDICATIONS,
    )
    layout = serializers.ChoiceField(
        LAYOUTS, required=False, help_text="`wide` or `long`; empty: found in the file."
    )
    delimiter = serializers.ChoiceField(
        DELIMITERS, required=False, help_text="What parts the columns; empty: found in the file."
    )
    population = Text(required=False, allow_blank=True, help_text=POPULATION)
