"""The bodies that the REST door accepts, declared; views start from valid data."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from pgx.api.fields import Dose, Genotypes, Orientation, Switch, Text, Whole
from pgx.assessments.co_medications import HELP as CO_MEDICATIONS_HELP
from pgx.assessments.errors import nearest
from pgx.assessments.panels import MOST_PANELS, OWN, Subject
from pgx.assessments.question import (
    DETAILS,
    LEAST_DRAWS,
    MOST_CO_MEDICATIONS,
    MOST_DRAWS,
    Question,
    Regimen,
)
from pgx.assessments.saved import KEEP_DAYS, LONGEST_KEEP_DAYS
from pgx.problems import MOST_ERRORS

MOST_REGIMENS, MOST_WEEKS = 100, 53


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


class PanelPart(Strict):
    """The genotypes of one subject, their strand, and what is taken beside the drug."""

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
    co_medications = serializers.ListField(
        child=Text(allow_blank=True),
        default=list,
        max_length=MOST_CO_MEDICATIONS,
        help_text=CO_MEDICATIONS_HELP,
    )


class PanelRequest(PanelPart):
    """One of several panels."""

    subject = Text(help_text="A code for this panel, said back with its answer. Never a name.")


class AssessmentRequest(PanelPart):
    """A panel of genotypes, or several, and the regimens to assess with it."""

    panels = PanelRequest(
        many=True,
        required=False,
        min_length=1,
        max_length=MOST_PANELS,
        help_text="Several panels at once, in place of `genotypes`, `orientation` and "
        "`co_medications`: the answer is then a list, and each of its assessments is what that "
        "panel gets alone.",
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
    detail = serializers.ChoiceField(
        DETAILS,
        required=False,
        allow_null=True,
        default=None,
        help_text="`full` has series, contributions, what if and trace; without it, full for "
        "regimens that are given and summary for every drug.",
    )
    weeks = serializers.ListField(
        child=Whole(max_value=MOST_WEEKS),
        default=list,
        max_length=MOST_WEEKS,
        help_text="Weeks, from 0 to 12, to which the course is cut down, in full detail; without "
        "them, every day that it has.",
    )
    mechanism_reaches_symptoms = Switch(
        default=False,
        help_text="A teaching switch: let the modifiers that people do not show reach symptoms.",
    )
    draws = Whole(
        default=0,
        max_value=MOST_DRAWS,
        help_text="Monte Carlo draws of the relative response, beside the delta method's "
        f"interval: 0, or from {LEAST_DRAWS} in full detail. The limit is for all results "
        "together.",
    )
    seed = Whole(default=0, help_text="The same seed gives the same draws.")
    save = Switch(
        default=False,
        help_text="Keep the answer for your account, under a permalink (`saved` in the answer, "
        "and the header `Location`). Needs a token.",
    )
    keep_days = Whole(
        default=KEEP_DAYS,
        min_value=1,
        max_value=LONGEST_KEEP_DAYS,
        help_text="Days after which a saved answer is deleted.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Several panels, or one: what both would say of a panel is refused."""
        both = [name for name in OWN if "panels" in attrs and name in self.initial_data]
        if both:
            says = "This is given beside panels.\nGive it in each panel."
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
