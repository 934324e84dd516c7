"""The bodies that the REST door accepts, declared; views start from valid data."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from pgx.api.fields import Dose, Genotypes, Orientation, Switch, Text, Whole
from pgx.assessments.co_medications import HELP as CO_MEDICATIONS_HELP
from pgx.assessments.errors import nearest
from pgx.assessments.question import (
    DETAILS,
    LEAST_DRAWS,
    MOST_CO_MEDICATIONS,
    MOST_DRAWS,
    Question,
    Regimen,
)
from pgx.problems import MOST_ERRORS

MOST_REGIMENS = 100


class Strict(serializers.Serializer):
    """Refuses fields that it does not declare: a typing slip is not silently ignored."""

    def to_internal_value(self, data: Any) -> Any:
        """The declared fields, or an error that names the undeclared one."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            raise serializers.ValidationError(
                {
                    name: f"There is no such field. {nearest(name, self.fields)}"
                    for name in unknown[:MOST_ERRORS]
                },
                code="unknown_field",
            )
        return super().to_internal_value(data)


class RegimenRequest(Strict):
    """A drug and a dose."""

    drug = Text(help_text="Key, name or RxNorm code of a drug, such as `escitalopram`.")
    dose_mg_per_day = Dose(
        required=False,
        allow_null=True,
        default=None,
        help_text="Dose in mg a day (of drugs given as single doses: mg a session), such as 10; "
        "without it, the drug's reference dose. From far below the label's range to ten times "
        "its upper end.",
    )


class AssessmentRequest(Strict):
    """A panel of genotypes and the regimens to assess with it."""

    genotypes = Genotypes(
        default=dict,
        help_text="Genotype text by marker: alleles with `/` between, such as `L/S`, `C/T`, "
        "`Val/Met` or `*1/*2`. A marker that is left out, or empty, is not tested.",
    )
    orientation = Orientation(
        required=False,
        allow_null=True,
        default=None,
        help_text="The strand on which the genotypes are written: `plus` (GRCh38) or "
        "`literature`, for all markers, or an object with one of the two by marker.",
    )
    regimens = RegimenRequest(
        many=True,
        default=list,
        max_length=MOST_REGIMENS,
        help_text="What to assess; none means every drug at its reference dose.",
    )
    release = Text(
        required=False,
        allow_null=True,
        default=None,
        help_text="Version of a release of the knowledge base, such as `0.3.0`; without it, the "
        "newest.",
    )
    co_medications = serializers.ListField(
        child=Text(allow_blank=True),
        default=list,
        max_length=MOST_CO_MEDICATIONS,
        help_text=CO_MEDICATIONS_HELP,
    )
    detail = serializers.ChoiceField(
        DETAILS,
        required=False,
        allow_null=True,
        default=None,
        help_text="`full` has series, contributions, what if and trace; without it, full for "
        "regimens that are given and summary for every drug.",
    )
    mechanism_reaches_symptoms = Switch(
        default=False,
        help_text="A teaching switch: let the modifiers that people do not show reach symptoms.",
    )
    draws = Whole(
        default=0,
        max_value=MOST_DRAWS,
        help_text="Monte Carlo draws of the relative response, beside the delta method's "
        f"interval: 0, or from {LEAST_DRAWS} in full detail. The limit is for all regimens "
        "together.",
    )
    seed = Whole(default=0, help_text="The same seed gives the same draws.")

    def question(self) -> Question:
        """The question that a valid body asks."""
        data = dict(self.validated_data)
        regimens = tuple(Regimen(**regimen) for regimen in data.pop("regimens"))
        beside = tuple(data.pop("co_medications"))
        return Question(**data, regimens=regimens, co_medications=beside)
