"""The trace as a reader sees it: every value can be computed again from what is below it."""

import json
import math
from functools import cache

import numpy as np
import pytest

from pgx.assessments.traces import ROOT, trace_json
from pgx.knowledge.reading import read
from pgx.science import trace
from pgx.science.chain import DRUG_VALUES
from pgx.science.columns import Column
from pgx.science.evaluation import evaluate
from pgx.science.occupancy import KINDS, acting_rows
from pgx.science.panel import read_panel
from pgx.science.side_effects import DOMAINS, OCCUPIED
from tests.kb import FOLDER

PANELS = {
    "nothing tested": {},
    "much changed": {
        "CYP2C19": "*2/*2", "CYP2D6": "*4/*4", "CYP2B6": "*6/*6", "5-HTTLPR": "S/S",
        "rs6295": "G/G", "rs6265": "G/A", "rs1345697": "G/G", "rs2032583": "C/T",
        "rs6311": "G/G", "rs1176744": "A/A",
    },
    "the other way": {
        "CYP2C19": "*17/*17", "CYP2D6": "*1x2/*2", "CYP2B6": "*4/*4", "5-HTTLPR": "L/L",
        "rs25531": "A/A", "rs6295": "C/C", "rs6265": "A/A", "rs2032583": "T/T",
    },
    "two enzymes, no data": {"CYP2C19": "*1/*9", "CYP2D6": "*1/*4", "CYP2B6": "*1/*6"},
    "not read": {"CYP2C19": "nonsense", "rs6295": "C/Q"},
}  # fmt: skip
NUMBER_COLUMNS = {
    "parameters": "value", "drug_values": "value", "binding": "value",
    "exposure_ratios": "ratio", "modifiers": "lambda_symptoms", "side_effect_weights": "weight",
}  # fmt: skip
WRONG = 0.377
SIDES = ("value", "reference_value")


@cache
def rows_of_the_release():
    """The address of each row -> the row."""
    return {f"{table}/{row.key}": row for table, rows in read(FOLDER).rows.items() for row in rows}


@cache
def traced(knowledge, panel, drug, times=1.0, switch=False):
    """An evaluation and its trace as JSON, by id in its order."""
    texts = {marker: [text] for marker, text in PANELS[panel].items()}
    calls = read_panel(knowledge, texts, dict.fromkeys(knowledge.markers, "literature"), 1)
    dose = np.array([knowledge.drugs[drug].value("reference_dose") * times])
    found = evaluate(
        knowledge, calls, Column.of([drug]), dose, depth="full", mechanism_reaches_symptoms=switch
    )
    nodes = json.loads(json.dumps(trace_json(found), allow_nan=False))
    return found, {node["id"]: node for node in nodes}


def every_trace(knowledge):
    """Each drug with the panel that changes most and with another one; big doses, the switch."""
    others = [panel for panel in PANELS if panel != "much changed"]
    for place, drug in enumerate(knowledge.drugs):
        yield traced(knowledge, "much changed", drug)
        yield traced(knowledge, others[place % len(others)], drug)
    for drug in ("citalopram", "venlafaxine", "prucalopride", "esketamine", "levodopa"):
        yield traced(knowledge, "much changed", drug, 5.0, True)


def as_input(node, side, true):
    """A value of the JSON as the equations take it: one number, or one row of an array."""
    value = node[side]
    if not isinstance(true, np.ndarray):
        return value
    return np.array([value if isinstance(value, list) else [value]], dtype=float)


def test_every_formula_can_be_computed_again_from_its_children(knowledge):
    """Inputs that are not shown take a wrong value: another one, 0 here, shuts them off.

    Where two shut each other off, both 0, neither is shown; each may be wrong alone.
    """
    computed = left_out = 0
    for evaluation, nodes in every_trace(knowledge):
        setup, everything = evaluation.setup, evaluation.everything
        weights = {"side_weights": weights_of(nodes)} if "side_weights" in nodes else {}
        for step in setup.model.plan(trace.WANTED):
            if step.key not in nodes:
                continue
            missing = [
                name
                for name in dict.fromkeys(step.inputs)
                if name not in (*nodes[step.key]["children"], *trace.DATA_FREE)
            ]
            nothing = [name for name in missing if not np.any(np.atleast_1d(everything[name])[:2])]
            for side in SIDES:
                given = {name: everything[name] for name in trace.DATA_FREE} | weights
                for name in nodes[step.key]["children"]:
                    given.setdefault(name, as_input(nodes[name], side, everything[name]))
                zero = {name: np.zeros((1, 1)) for name in nothing}
                wrong = {name: wrongly(everything[name]) for name in missing if name not in zero}
                for other in (zero, *({**zero, name: wrongly(zero[name])} for name in zero)):
                    values = {**given, **wrong, **other}
                    with np.errstate(all="ignore"):
                        found = step.formula.compute(*(values[name] for name in step.inputs))
                    assert_same(found, nodes[step.key][side], (evaluation.drug(0).drug, step.key))
                    computed += 1
            left_out += len(missing)
    assert computed > 10_000
    assert left_out > 1_000


def wrongly(true):
    return np.full((1, 1), WRONG) if isinstance(true, np.ndarray) else WRONG


def weights_of(nodes):
    """The side-effect weights from their own leaves."""
    found = np.zeros((len(DOMAINS), len(OCCUPIED)))
    for child in nodes["side_weights"]["children"]:
        domain, target = child.removeprefix("side_effect_weights/").split("|")
        found[DOMAINS.index(domain), list(OCCUPIED).index(target)] = nodes[child]["value"]
    return found


def assert_same(found, shown, where):
    shown = np.array(shown if isinstance(shown, list) else [shown], dtype=float)
    found = np.atleast_1d(np.asarray(found, dtype=float))
    found = found[0] if found.ndim == 2 else found
    found = np.where(np.isfinite(found), found, np.nan)
    assert np.broadcast_to(found, shown.shape) == pytest.approx(
        shown, rel=1e-12, abs=1e-15, nan_ok=True
    ), where


def test_every_child_is_a_node_before_its_parent_and_the_root_is_last(knowledge):
    for _, nodes in every_trace(knowledge):
        seen = set()
        for node in nodes.values():
            assert set(node["children"]) <= seen, node["id"]
            assert len(node["children"]) == len(set(node["children"]))
            seen.add(node["id"])
        assert list(nodes)[-1] == ROOT
        read_below = {child for node in nodes.values() for child in node["children"]}
        assert seen - read_below == {ROOT}


def test_every_number_is_that_of_a_row_of_the_release(knowledge):
    rows = rows_of_the_release()
    for _, nodes in every_trace(knowledge):
        for node in nodes.values():
            for name in node["rows"]:
                assert name in rows, node["id"]
            if not node["source"]:
                continue
            row = rows[node["source"]["row"]]
            column = NUMBER_COLUMNS[node["source"]["row"].split("/")[0]]
            assert node["id"] == node["source"]["row"]
            assert node["value"] == node["reference_value"] == getattr(row, column)
            assert node["source"]["reference"] == row.reference
            assert node["source"]["reference"] in knowledge.references
            assert node["confidence"] == row.confidence


def test_every_parameter_and_drug_value_is_that_of_its_row(knowledge):
    for _, nodes in every_trace(knowledge):
        for key, node in nodes.items():
            shown, below = [node[side] for side in SIDES], node["children"]
            if key in knowledge.parameters.numbers:
                assert below == [f"parameters/{key}"]
            if below and (key in DRUG_VALUES or key in knowledge.parameters.numbers):
                assert shown == [nodes[below[0]]["value"]] * 2
                assert len(below) == 1
            elif key in DRUG_VALUES:
                assert shown == [DRUG_VALUES[key][1]] * 2


def test_every_inverse_constant_is_the_sum_over_its_rows(knowledge):
    for evaluation, nodes in every_trace(knowledge):
        for key, node in nodes.items():
            if key.split("_")[0] not in KINDS or key == "h":
                continue
            acting = acting_rows(evaluation.drug(0), knowledge.parameters, key)
            assert set(node["children"]) == {row.constant.row for row in acting}
            wanted = sum(1 / nodes[row]["value"] for row in node["children"])
            assert [node[side] for side in SIDES] == pytest.approx([wanted] * 2, rel=1e-12)


def test_every_exposure_ratio_is_the_product_of_its_rows(knowledge):
    for _, nodes in every_trace(knowledge):
        for node in (nodes[key] for key in ("r_p", "r_m") if key in nodes):
            factors = [nodes[each]["value"] for each in node["children"]]
            wanted = math.prod(each for each in factors if each is not None)
            assert [node[side] for side in SIDES] == pytest.approx([wanted, 1], rel=1e-12)


def test_the_ratios_have_a_leaf_a_row_and_the_class_of_each_gene(knowledge):
    _, nodes = traced(knowledge, "much changed", "sertraline")

    children = nodes["r_p"]["children"]

    assert {"class CYP2C19", "class CYP2B6"} <= set(children)
    assert sum(child.startswith("exposure_ratios/sertraline|") for child in children) == 2
    assert "Poor Metabolizer" in nodes["class CYP2C19"]["label"]


def test_every_node_has_words_and_only_leaves_are_without_children(knowledge):
    for evaluation, nodes in every_trace(knowledge):
        steps = {step.key for step in evaluation.setup.model.plan(trace.WANTED)}
        for node in nodes.values():
            assert node["label"], node["id"]
            if node["id"] in steps:
                assert node["formula"], node["id"]
                shown = np.nan_to_num(np.array(node["value"], dtype=float))
                assert node["children"] or node["id"] == "share_P" or not shown.any()


def test_the_confidence_is_the_weakest_below(knowledge):
    order = ["verified", "recalled", "calibrated", "illustrative"]
    for evaluation, nodes in every_trace(knowledge):
        steps = {step.key for step in evaluation.setup.model.plan(trace.WANTED)}
        for node in nodes.values():
            below = [nodes[child]["confidence"] for child in node["children"]]
            if node["id"] in steps and any(below):
                assert node["confidence"] == max(filter(None, below), key=order.index)


def test_the_top_is_the_answer(knowledge):
    for evaluation, nodes in every_trace(knowledge):
        R = [nodes["R_at"][side][-1] for side in SIDES]
        ratio = nodes["relative_response"]["value"]
        assert ratio == (pytest.approx(R[0] / R[1], rel=1e-12) if R[1] > 0 else None)
        assert nodes["signal"]["value"] == evaluation.signal(0)
        assert nodes[ROOT]["value"] == evaluation.recommendations[0].category
        named = {row for each in evaluation.recommendations[0].findings for row in each.rows}
        assert set(nodes[ROOT]["rows"]) == named


def test_what_cannot_matter_is_left_out(knowledge):
    _, without = traced(knowledge, "much changed", "citalopram")
    _, agonist = traced(knowledge, "much changed", "prucalopride")

    assert "c4" not in without
    assert "parameters/kappa4" not in without
    assert "parameters/U_ket" not in without
    assert {"c4", "parameters/kappa4"} <= set(agonist)
    assert "parameters/U_ket" in traced(knowledge, "nothing tested", "ketamine")[1]


def test_the_trace_of_a_person_does_not_name_what_another_has(knowledge):
    """The nodes are kept by what is 0, never by whose they were."""
    for drug in ("citalopram", "sertraline"):
        first = traced(knowledge, "nothing tested", drug)[1]
        traced.cache_clear()
        traced(knowledge, "much changed", drug)
        assert traced(knowledge, "nothing tested", drug)[1] == first
