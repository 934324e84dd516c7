"""What studies found of a marker: what can be drawn turned one way, and what is told in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pgx.knowledge.catalogue import Entry
from pgx.rounding import show
from pgx.web.charts.drawing import Drawing
from pgx.web.charts.forest import Forest, Ratio, forest, turned
from pgx.web.knowledge.library import Library

NOT_DRAWN = "not drawn"


@dataclass(frozen=True)
class Study:
    """An association with what is known of its direction, or the model's own ratio.

    `entry` is the row that its numbers are of, `direction` how they are turned.
    """

    entry: Entry
    direction: Entry
    ratio: Ratio | None = None

    @property
    def is_turned(self) -> bool:
        """Is the ratio shown the other way round?"""
        return bool(self.direction.values["turn"] == "inverted")

    @property
    def published(self) -> str:
        """The number as it is published: kind, size, interval, p value."""
        values = self.entry.values
        kind = values["effect_type"] if values["estimate"] else ""
        low, high = values["ci_low"], values["ci_high"]
        interval = "" if low is None else f"({show(low)} to {show(high)})"
        p_value = values["p_value"]
        p_text = f"p {p_value}" if p_value[:1].isdigit() or p_value[:1] in ("<", ">") else p_value
        size = " ".join(filter(None, (kind, values["estimate"], interval)))
        return ", ".join(filter(None, (size, p_text)))

    @property
    def asked(self) -> str:
        """Of whom, with which drug, how many."""
        values = self.entry.values
        parts = (values[name] for name in ("outcome", "drug", "population", "n"))
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True)
class Group:
    """The studies of one question; `drawings` stand beside those that are drawn."""

    question: str
    rows: tuple[tuple[Study, Drawing | None], ...]


@dataclass(frozen=True)
class Studies:
    """All that is known of one variant."""

    finding: str
    left: str
    right: str
    chart: Forest | None
    drawn: tuple[Group, ...]
    model: tuple[tuple[Study, Drawing | None], ...]
    told: tuple[Group, ...]

    @property
    def first(self) -> Study:
        """The first study that is shown; the sides are those of its direction."""
        return (*self.drawn, *self.told)[0].rows[0][0]


def directions(library: Library, marker: str) -> list[Entry]:
    """How the studies of a marker are drawn."""
    return library.where("association_directions", marker=marker)


def others(library: Library, gene: str) -> dict[str, list[Entry]]:
    """How the studies of a gene's other variants are drawn, by variant."""
    found: dict[str, list[Entry]] = {}
    for direction in directions(library, ""):
        published = library.row(f"associations/{direction.key}")
        if published and published.values["gene"] == gene:
            found.setdefault(published.values["variant"], []).append(direction)
    return found


def studies(
    library: Library, rows: Sequence[Entry], modelled: Sequence[Study] = ()
) -> Studies | None:
    """The studies of these directions; None where there are none."""
    found = list(filter(None, (_study(library, row) for row in rows)))
    drawn, told = _by_question(found, drawn=True), _by_question(found, drawn=False)
    if not found:
        return None
    shown = [study for _question, group in drawn for study in group]
    model = list(modelled) if shown else []
    sides = shown[0].direction.values if shown else {"left": "", "right": ""}
    ratios = [study.ratio for study in (*shown, *model) if study.ratio]
    chart = forest(ratios, sides["left"], sides["right"]) if ratios else None
    drawings = iter(chart.drawings if chart else ())
    groups = [
        Group(question, tuple((study, next(drawings)) for study in group))
        for question, group in drawn
    ]
    return Studies(
        finding([each for study in shown if (each := study.ratio)], sides["left"], sides["right"]),
        sides["left"],
        sides["right"],
        chart,
        tuple(groups),
        tuple((study, next(drawings)) for study in model),
        tuple(Group(question, tuple((each, None) for each in group)) for question, group in told),
    )


def finding(drawn: Sequence[Ratio], left: str, right: str) -> str:
    """What the drawn studies show together, in words; nothing is pooled."""
    if not drawn:
        return _("What studies report cannot be drawn side by side. Each row says why.")
    sides = {each.value > 1 for each in drawn if each.kind != "sensitivity analysis"}
    if len(sides) == 2:
        return _("Published effects point both ways. %(doubt)s") % {"doubt": _doubt(drawn)}
    side = right if all(each.value > 1 for each in drawn) else left
    if len(drawn) == 1:
        return _("One published effect can be drawn: %(side)s. %(doubt)s") % {
            "side": side,
            "doubt": _doubt(drawn),
        }
    return _("Published effects point one way: %(side)s. %(doubt)s") % {
        "side": side,
        "doubt": _doubt(drawn),
    }


def _doubt(drawn: Iterable[Ratio]) -> str:
    """What speaks against taking them at their word."""
    empty = [each for each in drawn if each.interval and each.interval[0] <= 1 <= each.interval[1]]
    if any(each.kind == "sensitivity analysis" for each in empty):
        return _("In a sensitivity analysis the interval includes no effect.")
    if empty:
        return _("An interval that includes no effect is among them.")
    if not all(each.interval for each in drawn):
        return _("Not every number has an interval.")
    return ""


def _study(library: Library, direction: Entry) -> Study | None:
    published = library.row(f"associations/{direction.key}")
    if not published:
        return None
    if direction.values["turn"] == NOT_DRAWN:
        return Study(published, direction)
    values = published.values
    interval = None if values["ci_low"] is None else (values["ci_low"], values["ci_high"])
    value = float(values["estimate"])
    if direction.values["turn"] == "inverted":
        value, interval = turned(value, interval)
    is_sure = values["confidence"] == "verified"
    kind = direction.values["design"]
    return Study(published, direction, Ratio(values["reference"], value, interval, kind, is_sure))


def _by_question(found: Iterable[Study], drawn: bool) -> list[tuple[str, list[Study]]]:
    groups: dict[str, list[Study]] = {}
    for study in found:
        if bool(study.ratio) == drawn:
            groups.setdefault(study.direction.values["question"], []).append(study)
    return list(groups.items())
