"""The bodies that the REST door accepts, declared; views start from valid data."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from pgx.assessments.errors import nearest
from pgx.assessments.question import Question, Regimen


class Strict(serializers.Serializer):
    """Refuses fields that it does not declare: a typing slip is not silently ignored."""

    def to_internal_value(self, data: Any) -> Any:
        """The declared fields, or an error that names the undeclared one."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            raise serializers.ValidationError(
                {name: f"There is no such field. {nearest(name, self.fields)}" for name in unknown},
                code="unknown_field",
            )
        return super().to_internal_value(data)


class Orientation(serializers.Field):
    """One word for all markers, or one by marker."""

    def to_internal_value(self, data: Any) -> str | dict[str, str]:
        """The word or the words; which words are allowed is the question's to say."""
        if isinstance(data, str):
            return data
        words = data.values() if isinstance(data, dict) else [None]
        if not all(isinstance(word, str) for word in words):
            raise serializers.ValidationError("Give plus, literature, or one of them by marker.")
        return dict(data)

    def to_representation(self, value: Any) -> Any:
        """As it came."""
        return value


class RegimenRequest(Strict):
    """A drug and a dose in mg a day."""

    drug = serializers.CharField()
    dose_mg_per_day = serializers.FloatField(required=False, allow_null=True, default=None)


class AssessmentRequest(Strict):
    """The body of POST /assessments."""

    genotypes = serializers.DictField(child=serializers.CharField(allow_blank=True), default=dict)
    orientation = Orientation(required=False, allow_null=True, default=None)
    regimens = RegimenRequest(many=True, default=list)
    release = serializers.CharField(required=False, allow_null=True, default=None)

    def question(self) -> Question:
        """The question that a valid body asks."""
        data = self.validated_data
        regimens = tuple(Regimen(**regimen) for regimen in data["regimens"])
        return Question(data["genotypes"], data["orientation"], regimens, data["release"])
