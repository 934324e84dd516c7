"""The trace of an answer as JSON: a list of nodes, children before parents, the root last."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from pgx.assessments.answer import TraceNode
from pgx.science.evaluation import Evaluation
from pgx.science.trace import Node, Traced, leaf, trace

ROOT = "recommendation"


def trace_json(evaluation: Evaluation) -> list[TraceNode]:
    """The trace of the one row of an evaluation of depth "full"."""
    setup = evaluation.setup
    drug, classes = evaluation.drug(0), evaluation.phenotypes
    nodes = trace(setup, drug, classes, evaluation.nodes, evaluation.everything)
    found = [_node(each) for each in nodes]
    return [*found, *_top(evaluation, nodes)]


def _node(traced: Traced) -> TraceNode:
    return _leaf(traced.node) if traced.node.number else _of(traced)


@lru_cache(maxsize=16384)
def _leaf(node: Node) -> TraceNode:
    return _of(leaf(node))


def _of(traced: Traced) -> TraceNode:
    return {
        **_fixed(traced.node),
        "value": _json(traced.value),
        "reference_value": _json(traced.reference),
        "confidence": traced.confidence,
    }


@lru_cache(maxsize=16384)
def _fixed(node: Node) -> dict[str, Any]:
    """What a node says whatever its value; nodes of a drug are made once."""
    number = node.number
    return {
        "id": node.id,
        "label": node.label,
        "unit": node.unit,
        "formula": node.words,
        "children": list(node.children),
        "source": {"row": number.row, "reference": number.reference} if number else None,
        "rows": list(node.rows),
    }


def _json(value: Any) -> Any:
    """None where a number is not finite; a sum is finite where all its parts are."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list) and not math.isfinite(sum(value)):
        return [_json(each) for each in value]
    return value


def _top(evaluation: Evaluation, nodes: tuple[Traced, ...]) -> list[TraceNode]:
    """The relative response, the model's signal, and the recommendation over all."""
    read = {child for traced in nodes for child in traced.node.children}
    ends = [traced.node.id for traced in nodes if traced.node.id not in read]
    found = evaluation.recommendations[0]
    response = float(evaluation.relative_response[0])
    rows = [row for finding in found.findings for row in finding.rows]
    shared = {"source": None, "rows": [], "confidence": "illustrative"}
    return [
        {
            **shared, "id": "relative_response", "label": "Relative response",
            "value": _json(response), "reference_value": None if response != response else 1.0,
            "unit": "ratio", "formula": "resilience at the last day ÷ the reference patient's",
            "children": ["R_at"],
        },
        {
            **shared, "id": "signal", "label": "What the model adds, and never decides",
            "value": evaluation.signal(0), "reference_value": "similar", "unit": "-",
            "formula": "similar unless the 95 % interval of the relative response excludes 1",
            "children": ["relative_response"],
        },
        {
            **shared, "id": ROOT, "label": "Recommendation", "value": found.category,
            "reference_value": None, "unit": "-",
            "formula": "category by the leading guideline alone",
            "children": ["signal", *ends], "rows": rows, "confidence": None,
        },
    ]  # fmt: skip
