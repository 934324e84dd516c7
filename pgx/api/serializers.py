"""The bodies that the REST door accepts, declared; views start from valid data."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

from rest_framework import serializers

from pgx.assessments.co_medications import HELP as CO_MEDICATIONS_HELP
from pgx.assessments.errors import QuestionRefused, nearest
from pgx.assessments.panels import MOST_PANELS, OWN, Subject
from pgx.assessments.question import (
    DETAILS,
    MOST_CO_MEDICATIONS,
    Question,
    Regimen,
    read_dose,
)
from pgx.assessments.saved import KEEP_DAYS, LONGEST_KEEP_DAYS
from pgx.problems import MOST_ERRORS

MOST_REGIMENS, MOST_GENOTYPES, MOST_WEEKS = 100, 200, 53
LONGEST = 200  # characters of a text
Text = partial(serializers.CharField, max_length=LONGEST)


class Strict(serializers.Serializer):
    """Refuses fields that it does not declare: a typing slip is not silently ignored."""

    def to_internal_value(self, data: Any) -> Any:
        """The declared fields, or an error that names the undeclared one."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            raise serializers.ValidationError(
                {
                    name: f"There is no such field.\n{nearest(name, self.fields)}"
                    for name in unknown[:MOST_ERRORS]
                },
                code="unknown_field",
            )
        return super().to_internal_value(data)


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


class Genotypes(serializers.DictField):
    """Genotype text by marker, of a bounded number of markers."""

    child = Text(allow_blank=True)

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """The texts; which markers there are is the question's to say."""
        _refuse_many(data)
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
        _refuse_many(data)
        return dict(data)

    def to_representation(self, value: Any) -> Any:
        """As it came."""
        return value


def _refuse_many(data: Any) -> None:
    """Refuse an object with more markers than there can be."""
    if isinstance(data, dict) and len(data) > MOST_GENOTYPES:
        says = f"There are {len(data)} markers; at most {MOST_GENOTYPES} can be given."
        raise serializers.ValidationError(says, code="max_length")


class RegimenRequest(Strict):
    """A drug and a dose in mg a day."""

    drug = Text()
    dose_mg_per_day = Dose(required=False, allow_null=True, default=None)


class OnePanel(Strict):
    """The genotypes of one subject, their strand, and what is taken beside the drug."""

    genotypes = Genotypes(default=dict)
    orientation = Orientation(required=False, allow_null=True, default=None)
    co_medications = serializers.ListField(
        child=Text(allow_blank=True),
        default=list,
        max_length=MOST_CO_MEDICATIONS,
        help_text=CO_MEDICATIONS_HELP,
    )


class PanelRequest(OnePanel):
    """One of several panels."""

    subject = Text(help_text="a code for this panel, said back with its answer; never a name")


class AssessmentRequest(OnePanel):
    """The body of POST /assessments."""

    panels = PanelRequest(
        many=True,
        required=False,
        min_length=1,
        max_length=MOST_PANELS,
        help_text="several panels in place of genotypes, orientation and co_medications",
    )
    regimens = RegimenRequest(many=True, default=list, max_length=MOST_REGIMENS)
    release = Text(required=False, allow_null=True, default=None)
    detail = serializers.ChoiceField(
        DETAILS,
        required=False,
        allow_null=True,
        default=None,
        help_text="full has series, contributions, what if and trace; without it, full for "
        "regimens that are given and summary for every drug",
    )
    mechanism_reaches_symptoms = serializers.BooleanField(
        default=False,
        help_text="a teaching switch: let the modifiers that people do not show reach symptoms",
    )

    draws = serializers.IntegerField(
        default=0,
        min_value=0,
        help_text="Monte Carlo draws of the relative response, beside the delta method's interval",
    )
    seed = serializers.IntegerField(
        default=0, min_value=0, help_text="the same seed gives the same draws"
    )

    weeks = serializers.ListField(
        child=serializers.IntegerField(min_value=0),
        default=list,
        max_length=MOST_WEEKS,
        help_text="the weeks that the course shows; without it, every day that it has",
    )
    save = serializers.BooleanField(
        default=False, help_text="keep the answer under a permalink; needs a token"
    )
    keep_days = serializers.IntegerField(
        default=KEEP_DAYS,
        min_value=1,
        max_value=LONGEST_KEEP_DAYS,
        help_text="days after which a saved answer is deleted",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Several panels, or one: what both would say of a panel is refused."""
        both = [name for name in OWN if "panels" in attrs and name in self.initial_data]
        if both:
            says = "This is given with panels.\nGive it in each panel."
            raise serializers.ValidationError(dict.fromkeys(both, says), code="not_with_panels")
        return attrs

    @property
    def has_several(self) -> bool:
        """Whether the answer is one of several panels."""
        return "panels" in self.validated_data

    def subjects(self) -> list[Subject]:
        """The questions that a valid body asks, one a panel."""
        data = dict(self.validated_data)
        for name in ("save", "keep_days"):
            data.pop(name)
        panels = data.pop("panels", None) or [{"subject": ""} | {name: data[name] for name in OWN}]
        data["regimens"] = tuple(Regimen(**regimen) for regimen in data["regimens"])
        data["weeks"] = tuple(data["weeks"])
        return [_subject(data, dict(panel)) for panel in panels]


def _subject(shared: dict[str, Any], panel: dict[str, Any]) -> Subject:
    name = panel.pop("subject")
    panel["co_medications"] = tuple(panel["co_medications"])
    return Subject(name, Question(**shared | panel))
