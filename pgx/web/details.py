"""Everything that the page of one regimen shows, by name for its templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pgx.assessments.answer import Assessment, ResultAnswer
from pgx.science.knowledge import Knowledge
from pgx.web import courses, findings, headings, idle, pictures, targets
from pgx.web import what_if as counterfactuals


def first(answer: Assessment, result: ResultAnswer, switched_on: bool) -> dict[str, Any]:
    """What stands first on the page of one regimen: the statement and the path."""
    return {**_statement(answer, result), **_path(answer, result, switched_on)}


def rest(
    knowledge: Knowledge, answer: Assessment, result: ResultAnswer, given: Mapping[str, str]
) -> dict[str, Any]:
    """What stands behind it; `given` is the question."""
    return {
        "weeks": _weeks(result),
        "single_doses": findings.are_single_doses(result),
        **_behind(result),
        **_what_if(knowledge, answer, result, given),
        **_targets(knowledge, result),
    }


def _statement(answer: Assessment, result: ResultAnswer) -> dict[str, Any]:
    return {
        "leading": findings.leading_finding(result),
        "why": findings.why(result),
        "without_effect": idle.without_effect(answer, result),
        "changes_nothing": idle.changes_nothing(answer, result),
        "other_bodies": findings.other_bodies(result),
        "open_calls": findings.open_calls(answer),
        "untested": [call for call in findings.open_calls(answer) if not call.hint],
        "beside": findings.beside_the_model(answer),
        "signal_is_read": findings.signal_is_read(result),
    }


def _path(answer: Assessment, result: ResultAnswer, switched_on: bool) -> dict[str, Any]:
    return {
        "finding": headings.of_path(result, switched_on),
        "path": pictures.path_chart(answer, result, switched_on),
        "said_of_model": findings.said_of_model(result),
        "steady": findings.steady(result),
        "flags": findings.flags(result),
        "stand_ins": findings.stand_ins(result),
    }


def _behind(result: ResultAnswer) -> dict[str, Any]:
    return {
        "plasticity_finding": headings.of_plasticity(result),
        "plasticity": courses.plasticity_charts(result),
        "serotonin": courses.serotonin_charts(result),
        "contribution_finding": headings.of_contributions(result),
        "contributions": pictures.contribution_chart(result),
        "contribution_sum": pictures.contribution_sum(result),
        "side_effect_finding": headings.of_side_effects(result),
        "side_effects": pictures.side_effect_chart(result),
    }


def _weeks(result: ResultAnswer) -> dict[str, Any] | None:
    """The symptom course; None where the model explains nothing of the drug's benefit."""
    if not result.is_represented or result.relative_response is None:
        return None
    return {
        "finding": headings.of_weeks(result),
        "course": courses.symptom_chart(result),
        "drug_part": courses.drug_part_chart(result),
    }


def _what_if(
    knowledge: Knowledge, answer: Assessment, result: ResultAnswer, given: Mapping[str, str]
) -> dict[str, Any]:
    genes = counterfactuals.what_if(knowledge, answer, result, given)
    return {
        "what_if_finding": counterfactuals.finding(genes),
        "what_if": [gene for gene in genes if gene.moves],
        "what_if_same": [gene for gene in genes if not gene.moves],
    }


def _targets(knowledge: Knowledge, result: ResultAnswer) -> dict[str, Any]:
    return {
        "target_finding": targets.finding(result),
        "targets": targets.target_chart(result),
        "hardly_occupied": targets.hardly(result),
        "range_flag": targets.range_flag(result),
        "level_range": targets.level_range(knowledge, result),
        "drivers": targets.drivers(knowledge, result),
    }
