"""Fields of a request that take JSON's types as they are declared, and no other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from pgx.assessments.errors import QuestionRefused
from pgx.assessments.question import ORIENTATIONS, read_dose

MOST_GENOTYPES = 200
LONGEST = 200  # characters of a text
LARGEST = 2**53 - 1  # the largest integer that every JSON reader keeps
WORD = {"type": "string", "enum": list(ORIENTATIONS)}
IN_DIGITS = r"^\s*\+?([0-9]+([.][0-9]*)?|[.][0-9]+)\s*$"


class Text(serializers.CharField):
    """A text: not a number, which a reader might write in another way."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST, **options})

    def to_internal_value(self, data: Any) -> str:
        """The text, without space around it."""
        return super().to_internal_value(data if isinstance(data, str) else None)


class Whole(serializers.IntegerField):
    """An integer from 0, as a number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST, **options})

    def to_internal_value(self, data: Any) -> int:
        """The number; 5.0 is one too, "5" and true are none."""
        is_number = isinstance(data, int | float) and not isinstance(data, bool)
        return super().to_internal_value(data if is_number else None)


class Switch(serializers.BooleanField):
    """true or false, and no word for them."""

    def to_internal_value(self, data: Any) -> bool:
        """The value."""
        return super().to_internal_value(data if isinstance(data, bool) else "neither")


@extend_schema_field(
    {
        "oneOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {"type": "string", "pattern": IN_DIGITS},
        ]
    }
)
class Dose(serializers.Field):
    """A number of mg a day, as a number or in plain digits."""

    def to_internal_value(self, data: Any) -> float:
        """The number. What can be modelled is the question's to say."""
        if isinstance(data, str):
            return self._in_digits(data)
        if isinstance(data, bool) or not isinstance(data, int | float):
            raise serializers.ValidationError("Give a number of mg a day, such as 10.")
        try:
            return float(data)
        except OverflowError:
            return math.inf

    def _in_digits(self, text: str) -> float:
        try:
            return read_dose(text)
        except QuestionRefused as refused:
            (error,) = refused.errors
            says = f"{error.message} {error.hint}"
            raise serializers.ValidationError(says, code=error.code) from None

    def to_representation(self, value: float) -> float:
        """As it came."""
        return value


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": "string", "maxLength": LONGEST},
        "maxProperties": MOST_GENOTYPES,
        "example": {"5-HTTLPR": "L/S", "rs6265": "C/T", "CYP2C19": "*1/*2"},
    }
)
class Genotypes(serializers.DictField):
    """Genotype text by marker, of a bounded number of markers."""

    child = Text(allow_blank=True)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """The texts; which markers there are is the question's to say."""
        _refuse_many(data)
        return super().to_internal_value(data)


@extend_schema_field(
    {
        "oneOf": [
            WORD,
            {
                "type": "object",
                "additionalProperties": WORD,
                "maxProperties": MOST_GENOTYPES,
            },
        ],
        "example": "plus",
    }
)
class Orientation(serializers.Field):
    """One word for all markers, or one by marker."""

    def to_internal_value(self, data: Any) -> str | dict[str, str]:
        """The word or the words; which words are allowed is the question's to say."""
        if isinstance(data, str):
            return data
        words = data.values() if isinstance(data, dict) else [None]
        if not all(isinstance(word, str) for word in words):
            raise serializers.ValidationError("Give plus, literature, or one of them by marker.")
        _refuse_many(data)
        return dict(data)

    def to_representation(self, value: Any) -> Any:
        """As it came."""
        return value


def _refuse_many(data: Mapping[str, Any] | Any) -> None:
    """Refuse an object with more markers than there can be."""
    if isinstance(data, dict) and len(data) > MOST_GENOTYPES:
        says = f"There are {len(data)} markers; at most {MOST_GENOTYPES} can be given."
        raise serializers.ValidationError(says, code="max_length")
