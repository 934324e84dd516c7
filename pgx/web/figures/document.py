"""The tables of docs/model.md, written between their marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import numpy as np

from pgx.knowledge import validation_report
from pgx.knowledge.reading import Content
from pgx.rounding import show
from pgx.science.knowledge import CONFIDENCES, Number
from pgx.science.response import coverage_label
from pgx.science.validation import validate
from pgx.web.figures.material import Material, material_of

MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
DRUG = "citalopram"
READ = {
    "parameters": "parameters of the equations",
    "drug_values": "values of the drugs (levels, unbound fractions, half-lives, brain entry)",
    "binding": "binding constants",
    "exposure_ratios": "exposure ratios by phenotype",
    "modifiers": "share of each modifier that reaches symptoms",
    "side_effect_weights": "weights of side effects",
}
WEEKS = (1, 2, 3, 4, 6, 8, 12)


def with_tables(text: str, content: Content) -> str:
    """The document with every table written anew. KeyError for a table that nobody makes."""
    material = material_of(content)
    made = {name: TABLES[name](material) for _, name, _ in MARKED.findall(text)}
    return MARKED.sub(lambda found: f"{found[1]}{made[found[2]]}\n{found[3]}", text)


def validation(material: Material) -> str:
    """The validation table and its counts."""
    return validation_report.markdown(validate(material.knowledge))


def parameters(material: Material) -> str:
    """Every parameter with its unit, source and confidence."""
    head = ["| symbol | value | sd | unit | what it is | source | confidence |", "|" + " --- |" * 7]
    numbers = material.knowledge.parameters.numbers
    return "\n".join([*head, *(_parameter(symbol, each) for symbol, each in numbers.items())])


def _parameter(symbol: str, each: Number) -> str:
    size = show(each.value, 4), show(each.sd) if each.sd else ""
    cells = (f"`{symbol}`", *size, each.unit, each.meaning, each.reference, each.confidence)
    return "| " + " | ".join(cells) + " |"


def confidences(material: Material) -> str:
    """How the numbers that the model reads are known: counts by table."""
    lines = ["| numbers | " + " | ".join(CONFIDENCES) + " |", "| --- |" + " --- |" * 4]
    for table, name in READ.items():
        found = Counter(row.confidence for row in material.content.rows[table])
        lines.append(f"| {name} | " + " | ".join(str(found[word]) for word in CONFIDENCES) + " |")
    return "\n".join(lines)


def course(material: Material) -> str:
    """The reference course at the end of some weeks."""
    keys = ("S_at", "F_at", "A_at", "b_at", "n3_at", "sH_at", "R_at", "points", "hamd")
    days = np.array([7.0 * week for week in WEEKS])
    found = material.course(DRUG, None, keys, days)
    lines = [
        "| week | tone S | firing F | autoreceptors A | BDNF | new neurons | spines (hippocampus) "
        "| R | points over placebo | HAM-D17 |",
        "|" + " --- |" * 10,
    ]
    for place, week in enumerate(WEEKS):
        S, F, A, b, n3, sH, R, points, hamd = (float(found[key][place]) for key in keys)
        cells = (
            *(f"{x:.2f}" for x in (S, F, A)),
            f"{np.exp(b):.2f}",
            *(f"{100 * np.expm1(x):.1f} %" for x in (n3, sH)),
            f"{R:.3f}",
            f"{points:.2f}",
            f"{hamd:.1f}",
        )
        lines.append(f"| {week} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def coverage(material: Material) -> str:
    """Mechanism coverage of the drugs, by name."""
    p, factors = material.knowledge.parameters, material.setup.calibration.coverage
    lines = ["| drug | s_d | what is said of it |", "| --- | --- | --- |"]
    for drug, factor in zip(material.setup.drugs, factors, strict=True):
        if drug.kind == "antidepressant":
            said = coverage_label(p, float(factor))
            lines.append(f"| {drug.name} | {show(float(factor))} | {said} |")
    return "\n".join(lines)


TABLES: dict[str, Callable[[Material], str]] = {
    "validation": validation,
    "parameters": parameters,
    "confidences": confidences,
    "course": course,
    "coverage": coverage,
}
