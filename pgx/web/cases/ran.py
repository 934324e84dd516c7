"""A run: what was predicted beside what the model says, station by station."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pgx.assessments.answer import ResultAnswer, StationAnswer
from pgx.cases.models import Answer
from pgx.cases.names import Name, parse
from pgx.cases.recognising import asked, truth
from pgx.cases.schema import OptionPrediction
from pgx.rounding import ratio, show
from pgx.web.cases import curves
from pgx.web.cases.beside import beside
from pgx.web.cases.feedback import of_choice, of_number
from pgx.web.cases.page import Page
from pgx.web.cases.said import Said
from pgx.web.cases.words import meaning
from pgx.web.charts.positions import (
    BELIEF,
    MODEL,
    REFERENCE,
    YOU,
    Positions,
    Row,
    as_ratios,
    on_scale,
)
from pgx.web.pictures import with_unit

STATION_OF = {
    "exposure": "exposure",
    "occupancy": "occupancy",
    "response": "response",
    "points": "response",
}


def run(page: Page) -> dict[str, Any]:
    """The prediction, what it shows, the stations, the series, and what stands beside an effect."""
    predicted, given = page.play.case.step(page.step.of), page.play.by_step[page.step.of]
    result = page.said.values.runs[page.step.run].results[0]
    shared = {"predicted": predicted, "prediction": given, "result": result, **beside(result)}
    told = _option if isinstance(predicted, OptionPrediction) else _number
    shared |= told(page.said, predicted, given)
    ratio_said = _ratio_said(page.said, predicted, given, page.step.run)
    return shared | {
        "said_on_stations": ratio_said is not None,
        "stations": _stations(result, page.step.stations, ratio_said),
        "sources": [each for each in result.path if each.key in page.step.stations],
        "courses": curves.of_series(result, page.step.series, _drawn(predicted, given)),
    }


def _option(said: Said, step: OptionPrediction, given: Answer) -> dict[str, Any]:
    told, right = of_choice(said, step, given.given["option"])
    texts = {each.id: said.line(each.text) for each in step.options}
    holds = next(each.id for each in step.options if each.right)
    you_said = texts[given.given["option"]]
    return {"told": told, "right": right, "you_said": you_said, "holds": texts[holds]}


def _number(said: Said, step: Any, given: Answer) -> dict[str, Any]:
    told = of_number(said, step, given.found["as"])
    value = truth(step, said.values)
    words = {"you": _with(said_at(step, given), value.unit), "model": value.text}
    numbers = _("You said %(you)s. The model says %(model)s.") % words
    return {"told": told, "numbers_said": numbers, "scale": _scale(said, step, given)}


def said_at(step: Any, given: Answer) -> float:
    """The number that was predicted: of a curve, at the week that is judged."""
    answered = given.given
    return answered["number"] if "number" in answered else dict(answered["curve"])[step.at]


def _scale(said: Said, step: Any, given: Answer) -> Positions:
    """You, the belief that was recognised, and the model, on the scale of the field."""
    value = truth(step, said.values)
    you = said_at(step, given)
    among, name = given.found["among"], given.found["as"]
    rows = [Row(_("You"), _with(you, value.unit), ((you, YOU),))]
    if name in among and name != "right":
        rule = among[name]
        rows.append(Row(_("The belief’s rule"), _with(rule, value.unit), ((rule, BELIEF),)))
    shown = value.shown_number
    if shown is not None:
        rows.append(Row(_("The model"), value.text, ((shown, MODEL),)))
    if step.known and (known := said.values[step.known]).shown_number is not None:
        at = known.shown_number
        rows.append(Row(meaning(step.known, said.values), known.text, ((at, REFERENCE),)))
    return on_scale(meaning(asked(step), said.values), step.low, step.high, rows)


def _with(number: float, unit: str) -> str:
    return f"{show(number)} {unit}".rstrip()


def _ratio_said(said: Said, step: Any, given: Answer, run: str) -> tuple[str, float] | None:
    """The station that a prediction is about, and the ratio that was predicted there."""
    if isinstance(step, OptionPrediction):
        return None
    name = parse(asked(step))
    if not isinstance(name, Name) or name.run != run or name.part not in ("", "ratio"):
        return None
    key = name.of if name.kind == "station" else STATION_OF.get(name.kind, "")
    you = said_at(step, given)
    if name.part == "ratio" or name.kind in ("exposure", "response"):
        return key, you
    station = next(
        (each for each in said.values.runs[run].results[0].path if each.key == key), None
    )
    if not station or not station.reference_value:
        return None
    return key, you / truth(step, said.values).scale / station.reference_value


def _stations(
    result: ResultAnswer, keys: list[str], predicted: tuple[str, float] | None
) -> Positions | None:
    """Each station's ratio to the reference, with the prediction where there is one."""
    by_key = {each.key: each for each in result.path}
    rows = [_row(by_key[key], predicted) for key in keys if key in by_key]
    return as_ratios(_("Over the reference"), rows) if rows else None


def _row(station: StationAnswer, predicted: tuple[str, float] | None) -> Row:
    reference = station.reference_value
    marks: list[tuple[float, str]] = [(1.0, REFERENCE)]
    if predicted and predicted[0] == station.key and predicted[1] > 0:
        marks.append((predicted[1], YOU))
    if not station.ratio or station.status != "called":
        text = station.status if station.status != "called" else str(_("not modelled"))
        return Row(station.label, text, tuple(marks))
    marks.append((station.ratio, MODEL))
    ends = (station.low, station.high)
    interval = None
    if reference and None not in ends and min(ends) > 0:  # type: ignore[type-var]
        interval = (ends[0] / reference, ends[1] / reference)  # type: ignore[operator]
    return Row(station.label, _text(station), tuple(marks), interval)


def _text(station: StationAnswer) -> str:
    """Its ratio, and its value with the reference's and the interval."""
    own, other = (with_unit(v, station.unit) for v in (station.value, station.reference_value))
    said = _("%(ratio)s: %(own)s, reference %(reference)s")
    words = {"ratio": ratio(station.ratio), "own": own, "reference": other}
    return said % words


def _drawn(step: Any, given: Answer) -> tuple[str, list[tuple[int, float]]] | None:
    """The series of a curve that was drawn, and its points."""
    curve = given.given.get("curve")
    return (step.series, [(week, number) for week, number in curve]) if curve else None
