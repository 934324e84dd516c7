"""The trace: from the recommendation down to each knowledge row.

The nodes are the equations as they were computed, with their inputs as children; leaves are
rows of the knowledge base, or what was given. An input that cannot matter here is left out:
a parameter of 5-HT4 agonism is not named where a drug has none. What can matter is found by
trying each equation, once a release: an input that changes nothing while another is 0 is
shut off by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from pgx.science import chain, occupancy
from pgx.science.chain import ANCHOR, DRUG_VALUES, Setup
from pgx.science.exposure import enzymes_of, exposure_rows
from pgx.science.formulas import Step
from pgx.science.knowledge import CONFIDENCES, Confidence, Drug, Number
from pgx.science.modifiers import COUNTS
from pgx.science.phenotypes import FunctionalClass, Phenotypes

WANTED = (
    *("Ct_p", "Ct_m", "Ct_sum", "to_steady"),
    *(f"steady.th_{symbol}" for symbol in occupancy.SYMBOLS.values()),
    *("S_at", "F_at", "A_at", "b_at", "q_at", "R_at", "points", "hamd", "p_response"),
    *("p_remission", "side_index"),
)
DATA_FREE = ("clock", "days", "at_days")  # the grid of days: no row of knowledge
CALIBRATED = ("Ef", "Es", "s_d")
# Leaves that are no row: label, unit, where they come from.
GIVEN = {
    "dose": ("Dose", "mg", "given"),
    "nS_ref": ("Count, SLC6A4, of the reference patient", "alleles", "by definition"),
}
FLAG_LABELS = {
    "daily": "Taken daily (1), or as single doses (0)",
    "is_nmda": "Acts by NMDA (1), or not (0)",
    "is_bound": "Has binding rows (1), or none (0)",
    "pgp": "Substrate of P-glycoprotein (1), or not (0)",
    "schedule": "Days of the doses; a day after every course where there is none",
}
SOLVED_BY = ("effect_week_8", "share_week_1", "week_1", "week_6", "week_8")
DOSE_TRIED = 2.5  # a day of the course


@dataclass(frozen=True, eq=False)
class Node:
    """One value with what it came from.

    `number` is the knowledge row of a leaf; `rows` are rows in words (alleles, phenotypes)
    that it rests on; `children` are ids. The confidence is the weakest below.
    """

    id: str
    label: str
    unit: str
    words: str
    children: tuple[str, ...]
    confidence: Confidence | None
    number: Number | None = None
    rows: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def _gates(setup: Setup) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(key of a step, input) -> the inputs that shut it off where they are 0."""
    rows = chain.reference_rows(setup, np.arange(len(setup.drugs)))
    sample = rows.take(np.flatnonzero(~setup.is_apart)[:1])
    values = chain.simulate_all(setup, sample, WANTED)
    gates = {}
    for step in setup.model.plan(WANTED):
        inputs = [_lively(name, values[name]) for name in step.inputs]
        for place, name in enumerate(step.inputs):
            shut = tuple(_shut_off(step, inputs, place))
            if shut:
                gates[step.key, name] = shut
    return gates


def _lively(name: str, value: Any) -> Any:
    """A value that is nowhere 0 or 1, of the same shape; a dose within the course."""
    if name == "schedule":
        return np.full_like(value, DOSE_TRIED)
    return value * 0.9 + 0.043 if isinstance(value, float | np.ndarray) else value


def _shut_off(step: Step, inputs: list[Any], place: int) -> Iterator[str]:
    """The inputs that, where they are 0, leave nothing of this one, whatever else is 0 too."""
    if not isinstance(inputs[place], float | np.ndarray):
        return
    # a parameter is never 0, an occupancy or a count can be; day 0 of a schedule is a day
    arrays = [
        i
        for i, each in enumerate(inputs)
        if i != place and isinstance(each, np.ndarray) and step.inputs[i] != "schedule"
    ]
    for other in arrays:
        if all(_is_silent(step, inputs, place, {other, third}) for third in arrays):
            yield step.inputs[other]


def _is_silent(step: Step, inputs: list[Any], place: int, zero: set[int]) -> bool:
    """Whether an input changes nothing while these are 0."""
    tried = [each * 0.0 if i in zero else each for i, each in enumerate(inputs)]
    own = tried[place]
    others = (own * 1.1, own * 0.0) if isinstance(own, np.ndarray) else (own * 1.1,)
    with np.errstate(all="ignore"):
        found = []
        for value in (own, *others):
            tried[place] = value
            found.append(step.formula.compute(*tried))
    return all(np.array_equal(found[0], each) for each in found[1:])


def _shut(setup: Setup, values: Mapping[str, Any]) -> frozenset[str]:
    """The inputs that are 0 throughout, for the person and for the reference patient."""
    return frozenset(name for name in gates(setup) if not np.count_nonzero(values[name][:2]))


@lru_cache(maxsize=8)
def gates(setup: Setup) -> tuple[str, ...]:
    """The keys whose values say which nodes a drug has."""
    return tuple(sorted({name for shut in _gates(setup).values() for name in shut}))


def nodes(setup: Setup, drug: Drug, values: Mapping[str, Any]) -> tuple[Node, ...]:
    """The nodes of a drug without their values, where these inputs are 0."""
    return skeleton(setup, drug.drug, _shut(setup, values))


@lru_cache(maxsize=512)
def skeleton(setup: Setup, drug: str, zero: frozenset[str]) -> tuple[Node, ...]:
    """The nodes of a drug without their values, children before parents."""
    builder = _Builder(setup, setup.knowledge.drugs[drug], zero)
    for key in WANTED:
        builder.add(setup.model.key(key))
    return tuple(builder.nodes.values())


class _Builder:
    """Adds nodes, each after its children."""

    def __init__(self, setup: Setup, drug: Drug, zero: frozenset[str]) -> None:
        self.setup, self.drug, self.zero = setup, drug, zero
        self.nodes: dict[str, Node] = {}
        self._steps = {step.key: step for step in setup.model.plan(WANTED)}
        self._gates = _gates(setup)

    def add(self, key: str) -> str:
        """Add what a key rests on, then its node; its id comes back."""
        if key not in self.nodes:
            step = self._steps.get(key)
            node = self._formula(step) if step else self._leaf(key)
            self.nodes[key] = node
        return key

    def _formula(self, step: Step) -> Node:
        shut = self._gates
        children = tuple(
            self.add(name)
            for name in step.inputs
            if name not in DATA_FREE and self.zero.isdisjoint(shut.get((step.key, name), ()))
        )
        formula = step.formula
        return self._node(step.key, formula.label, formula.unit, formula.words, children)

    def _node(self, key: str, label: str, unit: str, words: str, children: tuple[str, ...]) -> Node:
        found = [self.nodes[child].confidence for child in children]
        weakest = max((x for x in found if x), key=CONFIDENCES.index, default=None)
        return Node(key, label, unit, words, children, weakest)

    def row(self, number: Number) -> str:
        """A node for a knowledge row."""
        self.nodes[number.row] = number_node(number)
        return number.row

    def _leaf(self, key: str) -> Node:
        numbers = self.setup.knowledge.parameters.numbers
        if key in numbers:
            row = self.row(numbers[key])
            return self._node(key, numbers[key].meaning, numbers[key].unit, "", (row,))
        if key in DRUG_VALUES or key == "Kp_net":
            return self._drug_value(key)
        if key.split("_")[0] in occupancy.KINDS and key != "h":
            return self._constants(key)
        if key in FLAG_LABELS:
            label = FLAG_LABELS[key]
            return Node(key, label, "-", "as the drug's row says", (), None, rows=(self.drug.row,))
        return self._other(key)

    def _drug_value(self, key: str) -> Node:
        quantity = DRUG_VALUES[key][0] if key in DRUG_VALUES else "net_entry"
        if quantity not in self.drug.values and quantity == "net_entry":
            quantity = "brain_entry"
        if quantity not in self.drug.values:
            return Node(key, quantity.replace("_", " "), "-", "the drug has none", (), None)
        number = self.drug.values[quantity]
        label = quantity.replace("_", " ").capitalize()
        return self._node(key, label, number.unit, "", (self.row(number),))

    def _constants(self, key: str) -> Node:
        rows = occupancy.acting_rows(self.drug, self.setup.knowledge.parameters, key)
        children = tuple(self.row(row.constant) for row in rows)
        what = f"Inverse binding constant at {rows[0].target}" if rows else "No binding"
        return self._node(key, what, "1/nM", "1 ÷ constant, summed over the rows", children)

    def _other(self, key: str) -> Node:
        knowledge = self.setup.knowledge
        if key == "side_weights":
            children = tuple(self.row(each.weight) for each in knowledge.side_weights)
            return self._node(key, "Weights of the targets", "share", "as the rows say", children)
        if key.startswith("lambda_"):
            share = knowledge.modifiers[key.removeprefix("lambda_")].lambda_symptoms
            return self._node(key, "Share that reaches symptoms", "share", "", (self.row(share),))
        if key in CALIBRATED:
            return self._calibration(key)
        if key.startswith("l_"):
            label = f"Share of {key.removeprefix('l_')} that acts on plasticity"
            return Node(key, label, "share", "the whole", (), None)
        label, unit, words = GIVEN.get(key, (key, "-", "what this subject has"))
        return Node(key, label, unit, words, (), None)

    def _calibration(self, key: str) -> Node:
        """Solved once a release from the reference patient's course, whose rows it names."""
        setup, p = self.setup, self.setup.knowledge.parameters
        drug = setup.knowledge.drugs[ANCHOR]
        own = [self.drug] if key == "s_d" else []
        numbers = [p.number(symbol) for symbol in SOLVED_BY]
        for each in (drug, *own):
            numbers += _course_rows(setup, each.drug)
        children = tuple(dict.fromkeys(self.row(number) for number in numbers))
        words = (
            "solved so that every approved antidepressant's reference patient has one effect at "
            "week 8"
            if key == "s_d"
            else f"solved with the reference patient's course on {drug.drug}"
        )
        return self._node(key, "Calibration", "-", words, children)


@lru_cache(maxsize=256)
def _course_rows(setup: Setup, drug: str) -> tuple[Number, ...]:
    """Every numeric row behind a drug's reference course."""
    place = np.array([setup.drug_index(drug)])
    values = chain.simulate_all(setup, chain.reference_rows(setup, place), WANTED)
    builder = _Builder(setup, setup.knowledge.drugs[drug], _shut(setup, values))
    for key in ("symptom.f_at", "symptom.K_at", "symptom.R_at"):
        builder.add(setup.model.key(key))
    return tuple(node.number for node in builder.nodes.values() if node.number)


# --- One subject's trace ---


class Traced(NamedTuple):
    """A node with its value for the person and for the reference patient.

    Values are numbers, lists by day or by domain, words, or None where a node has none.
    """

    node: Node
    value: Any
    reference: Any
    confidence: Confidence | None


def trace(
    setup: Setup,
    drug: Drug,
    classes: Phenotypes,
    usual: tuple[Node, ...],
    values: Mapping[str, Any],
) -> tuple[Traced, ...]:
    """The trace of one subject, children before parents.

    `usual` are the nodes of the drug; `values` has every value of every equation: row 0 the
    person, row 1 the reference.
    """
    own = {node.id: node for node in _genetic_nodes(setup, drug, classes)}
    found: dict[str, Traced] = {}
    for node in (*own.values(), *(node for node in usual if node.id not in own)):
        if node.number:
            found[node.id] = leaf(node)
        else:
            found[node.id] = Traced(node, *_values(node, values), _weakest(node, found))
    return tuple(found.values())


@lru_cache(maxsize=16384)
def leaf(node: Node) -> Traced:
    """A knowledge row: one number for everybody."""
    value = node.number.value if node.number else None
    return Traced(node, value, value, node.confidence)


def _values(node: Node, values: Mapping[str, Any]) -> tuple[Any, Any]:
    value = values.get(node.id)
    if value is None or node.id == "side_weights":
        return None, None
    if not isinstance(value, np.ndarray):
        return value, value
    person, reference = value[0], value[min(1, len(value) - 1)]
    if value.shape[1] == 1:
        return person.item(), reference.item()
    return person.tolist(), reference.tolist()


def _weakest(node: Node, found: Mapping[str, Traced]) -> Confidence | None:
    if node.confidence == CONFIDENCES[-1]:  # the weakest there is
        return node.confidence
    below = [found[child].confidence for child in node.children]
    every = [each for each in (node.confidence, *below) if each]
    return max(every, key=CONFIDENCES.index, default=None)


def _genetic_nodes(setup: Setup, drug: Drug, classes: Phenotypes) -> Iterator[Node]:
    """The exposure ratios and the counts, with the rows behind them."""
    knowledge = setup.knowledge
    ratios: tuple[list[str], list[str]] = ([], [])
    for gene in enzymes_of(knowledge, drug.drug):
        enzyme = classes.enzymes[gene][0]
        yield _class_node(gene, enzyme)
        found = exposure_rows(knowledge, drug.drug, gene, enzyme)
        for row in found.rows:
            yield number_node(row.ratio, f"exposure ratio, {gene} {row.phenotype}, {row.analyte}")
        for ligand, children in enumerate(ratios):
            children += [row.ratio.row for row in found.rows if found.acts_on(row, ligand)]
            children.append(f"class {gene}")
    people = knowledge.parameters.number("sd_people")
    yield number_node(people)
    yield Node("people", people.meaning, people.unit, "sd of a normal in logs", (people.row,), None)
    words = "product of the ratios of the genes; 1 for a normal metabolizer or without a row"
    yield Node("r_p", "Exposure ratio of the parent", "ratio", words, tuple(ratios[0]), None)
    yield Node("r_m", "Exposure ratio of the metabolite", "ratio", words, tuple(ratios[1]), None)
    for name, symbol in COUNTS.items():
        if name in classes.modifiers:
            found_class = classes.modifiers[name][0]
            yield _class_node(name, found_class)
            meaning = knowledge.modifiers[name].meaning
            yield Node(symbol, f"Count, {name}", "alleles", meaning, (f"class {name}",), None)


def _class_node(name: str, found: FunctionalClass) -> Node:
    said = found.phenotype or found.name or found.status
    return Node(
        f"class {name}",
        f"{name}: {said}",
        "-",
        found.reason,
        (),
        None,
        rows=found.rows,
    )


def number_node(number: Number, label: str = "") -> Node:
    """A leaf: one number of the knowledge base."""
    said = label or number.meaning or number.row
    return Node(number.row, said, number.unit, "", (), number.confidence, number)


@lru_cache(maxsize=2048)
def numbers_below(nodes: tuple[Node, ...], key: str) -> tuple[Number, ...]:
    """The numeric rows that a key rests on."""
    by_id = {node.id: node for node in nodes}
    return tuple(number for name in below(nodes, key) if (number := by_id[name].number))


@lru_cache(maxsize=2048)
def below(nodes: tuple[Node, ...], key: str) -> tuple[str, ...]:
    """The ids of everything that a key rests on, itself first."""
    by_id = {node.id: node for node in nodes}
    seen: dict[str, None] = {}

    def walk(name: str) -> None:
        if name not in seen:
            seen[name] = None
            for child in by_id[name].children:
                walk(child)

    walk(key)
    return tuple(seen)
