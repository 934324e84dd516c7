"""The wide form: stations in percent from left to right, ratio in pixels from top to bottom."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts import gene_boxes, wide_texts
from pgx.web.charts.drawing import Drawing, Label, Layer, Line, Strip, number, percent
from pgx.web.charts.stations import (
    Scale,
    Station,
    is_start,
    published_count,
    segments,
    station_mark,
)

WIDE_TOP, WIDE_BOTTOM, WIDE_LEFT = 34.0, 210.0, 4.5
WIDE_STRIP = 246.0


def wide(stations: Sequence[Station], scale: Scale) -> Drawing:
    """Stations side by side, with their values beneath."""
    width = (100 - WIDE_LEFT) / len(stations)
    xs = [WIDE_LEFT + width * (index + 0.5) for index in range(len(stations))]
    ys = [_wide_y(scale, station.height) for station in stations]
    falls = any(station.height < 0 for station in stations[1:2])
    lines, labels = _wide_axis(scale, falls)
    border = WIDE_LEFT + width * published_count(stations)
    strips = _wide_strips(border)
    if len(strips) == 2:
        top = number(_wide_y(scale, 0))  # above it stand ratios and the names of the bars
        lines.append(Line(percent(border), top, percent(border), number(WIDE_STRIP), "cross"))
        y = number(WIDE_STRIP - 10)
        labels.append(Label(percent(border), y, _("published"), "t-ax", "end", "-8"))
        labels.append(Label(percent(border), y, _("modelled from here on"), "t-ax", dx="8"))
    genes = gene_boxes.above(stations, xs, ys)
    lines += genes.lines
    lines += _wide_spans(stations, scale, xs)
    for left, right, css in segments(stations):
        ends = percent(xs[left]), number(ys[left]), percent(xs[right]), number(ys[right])
        lines.append(Line(*ends, css))
    marks = [
        station_mark(station, percent(xs[index]), number(ys[index]), is_start(stations, index))
        for index, station in enumerate(stations)
    ]
    labels += wide_texts.ratios(stations, xs, ys)
    labels += wide_texts.span_names(stations, xs, partial(_wide_y, scale))
    labels += wide_texts.names(stations, [percent(x) for x in xs])
    height = "356" if any(station.mean for station in stations) else "336"
    parts = tuple(lines), (*labels, *genes.labels), strips, tuple(marks)
    return Drawing(height, *parts, bars=genes.bars, above=gene_boxes.room_above(stations))


def _wide_spans(stations: Sequence[Station], scale: Scale, xs: Sequence[float]) -> list[Line]:
    """At each station where people lie, broad and pale, and the interval of the mean in it."""
    lines = []
    for station, x in zip(stations, xs, strict=True):
        for low, high, css in station.spans:
            ends = number(_wide_y(scale, low)), number(_wide_y(scale, high))
            lines.append(Line(percent(x), ends[0], percent(x), ends[1], css))
    return lines


def _wide_y(scale: Scale, height: float) -> float:
    return WIDE_BOTTOM - scale.share(height) * (WIDE_BOTTOM - WIDE_TOP)


def _wide_axis(scale: Scale, falls: bool) -> tuple[list[Line], list[Label]]:
    """Grid, the broad reference line at 1, and the marks of the axis.

    `falls`: the path goes down from its start, so the name of the line stands above it.
    """
    lines, labels = [], []
    for tick in scale.ticks:
        y = number(_wide_y(scale, tick))
        css = "grid" if tick else "ref-core"
        lines.append(Line(percent(WIDE_LEFT), y, "100%", y, css))
        text = "×" + rounding.show(2.0**tick)
        labels.append(Label("0", number(_wide_y(scale, tick) + 4.5), text, "t-ax"))
    lines.sort(key=lambda line: line.css == "ref-core")
    y = number(_wide_y(scale, 0) + (-11 if falls else 21))
    labels.append(Label(percent(WIDE_LEFT), y, _("reference patient"), "t-ref halo", dx="4"))
    return lines, labels


def _wide_strips(border: float) -> tuple[Strip, ...]:
    """The rule under the chart: solid to the border, hatched after it."""
    y, height = number(WIDE_STRIP), "6"
    spans: list[tuple[float, float, Layer]] = [
        (WIDE_LEFT, border, "published"),
        (border, 100.0, "model"),
    ]
    return tuple(
        Strip(percent(start), y, percent(end - start), height, layer)
        for start, end, layer in spans
        if end > start
    )
