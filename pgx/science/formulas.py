"""The model as named equations: a formula's parameters are the names of its inputs.

Each equation is written once, as a function. Its name is its symbol in model.md, its
parameters are the symbols it reads, and its docstring says it in words ("Label: words.").
From the names the order of work follows, and so does the trace: what a value came from is
what its formula reads.

A scene is the same set of equations with some symbols replaced: `steady.th_SERT` is the
occupancy at the steady level, `symptom.R` the resilience without the modifiers that people
do not show. What a replacement does not reach is shared with the main scene.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Formula:
    """One equation: its symbol, how it is computed, what it reads, its unit and its words."""

    symbol: str
    compute: Callable[..., Any]
    inputs: tuple[str, ...]
    unit: str
    label: str
    words: str

    def __call__(self, *inputs: Any) -> Any:
        """Its value, from the inputs in their order."""
        return self.compute(*inputs)


class Chapter:
    """The equations of one link of the chain; called as a decorator, it adds one."""

    def __init__(self) -> None:
        self.formulas: dict[str, Formula] = {}

    def __call__(self, unit: str) -> Callable[[Callable[..., Any]], Formula]:
        """Make a formula of a function, whose docstring is "Label: words."."""

        def add(function: Callable[..., Any]) -> Formula:
            return self.add(
                function.__name__,
                function,
                tuple(inspect.signature(function).parameters),
                unit,
                inspect.cleandoc(function.__doc__ or "").partition("\n\n")[0],
            )

        return add

    def add(
        self,
        symbol: str,
        compute: Callable[..., Any],
        inputs: tuple[str, ...],
        unit: str,
        says: str,
    ) -> Formula:
        """Add a formula whose inputs are named apart: one of a family."""
        label, _, words = " ".join(says.split()).partition(": ")
        formula = Formula(symbol, compute, inputs, unit, label, words.removesuffix("."))
        self.formulas[symbol] = formula
        return formula


@dataclass(frozen=True)
class Step:
    """One formula in one scene: where its value goes, and where its inputs are."""

    key: str
    formula: Formula
    inputs: tuple[str, ...]


class Model:
    """Formulas and scenes; `plan` puts what is wanted into an order that can be computed."""

    def __init__(
        self, chapters: Iterable[Chapter], scenes: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.formulas = {
            symbol: each for chapter in chapters for symbol, each in chapter.formulas.items()
        }
        self._scenes = {"": {}, **scenes}
        self._plans: dict[tuple[str, ...], tuple[Step, ...]] = {}
        self._last_readers: dict[tuple[str, ...], tuple[tuple[Step, tuple[str, ...]], ...]] = {}
        self._keys: dict[str, str] = {}
        self._reached: dict[tuple[str, str], bool] = {}

    def evaluate(self, wanted: tuple[str, ...], leaves: Values) -> dict[str, Any]:
        """The values of the wanted keys and of everything on the way to them.

        `leaves` has what no formula gives. KeyError where one is missing.
        """
        values = dict(leaves)
        for step in self.plan(wanted):
            values[step.key] = step.formula.compute(*[values[name] for name in step.inputs])
        for name in wanted:  # where a scene does not reach, its key is that of the main scene
            values[name] = values[self.key(name)]
        return values

    def evaluate_wanted(self, wanted: tuple[str, ...], leaves: Values) -> dict[str, Any]:
        """The values of the wanted keys alone.

        A value is let go after its last reader, so that the memory stays in the cache.
        """
        values = dict(leaves)
        for step, done in self._with_last_readers(wanted):
            values[step.key] = step.formula.compute(*[values[name] for name in step.inputs])
            for name in done:
                del values[name]
        return {name: values[self.key(name)] for name in wanted}

    def _with_last_readers(
        self, wanted: tuple[str, ...]
    ) -> tuple[tuple[Step, tuple[str, ...]], ...]:
        """Each step with the values that nobody reads after it."""
        if wanted not in self._last_readers:
            steps = self.plan(wanted)
            kept = {self.key(name) for name in wanted}
            last = {name: step.key for step in steps for name in step.inputs}
            done: dict[str, list[str]] = {step.key: [] for step in steps}
            for step in steps:
                if step.key in last and step.key not in kept:
                    done[last[step.key]].append(step.key)
            self._last_readers[wanted] = tuple((step, tuple(done[step.key])) for step in steps)
        return self._last_readers[wanted]

    def key(self, name: str) -> str:
        """Where a wanted symbol's value is."""
        if name not in self._keys:
            self._keys[name] = self._resolve("", name, {})
        return self._keys[name]

    def plan(self, wanted: tuple[str, ...]) -> tuple[Step, ...]:
        """The steps to the wanted keys, each after its inputs."""
        if wanted not in self._plans:
            steps: dict[str, Step] = {}
            for key in wanted:
                self._resolve("", key, steps)
            self._plans[wanted] = tuple(steps.values())
        return self._plans[wanted]

    @cached_property
    def leaves(self) -> frozenset[str]:
        """Every symbol that the formulas read and none gives."""
        read = {name for each in self.formulas.values() for name in each.inputs}
        swapped = {name for scene in self._scenes.values() for name in scene.values()}
        return frozenset(
            name for name in read | swapped if "." not in name and name not in self.formulas
        )

    def _resolve(self, scene: str, name: str, steps: dict[str, Step]) -> str:
        """The key of a symbol as a scene sees it; its steps are added where missing."""
        if "." in name:
            scene, name = name.split(".")
        if name in self._scenes[scene]:
            return self._resolve("", self._scenes[scene][name], steps)
        if name not in self.formulas:
            return name
        scene = scene if self._reaches(scene, name) else ""
        key = f"{scene}.{name}" if scene else name
        if key not in steps:
            formula = self.formulas[name]
            inputs = tuple(self._resolve(scene, each, steps) for each in formula.inputs)
            steps[key] = Step(key, formula, inputs)
        return key

    def _reaches(self, scene: str, name: str) -> bool:
        """Whether a scene's replacements change this symbol."""
        if not scene or "." in name:
            return False
        if name in self._scenes[scene]:
            return True
        known = self._reached.get((scene, name))
        if known is None:
            formula = self.formulas.get(name)
            known = bool(formula) and any(
                self._reaches(scene, each)
                for each in formula.inputs  # type: ignore[union-attr]
            )
            self._reached[scene, name] = known
        return known
