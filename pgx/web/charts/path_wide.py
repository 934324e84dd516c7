"""The wide form: stations in percent from left to right, ratio in pixels from top to bottom."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pgx import rounding
from pgx.web.charts.drawing import Drawing, Label, Layer, Line, Strip, number, percent
from pgx.web.charts.stations import (
    BIG_FROM,
    MANY,
    Scale,
    Station,
    is_start,
    largest_change,
    published_count,
    segments,
    station_mark,
)

WIDE_TOP, WIDE_BOTTOM, WIDE_LEFT = 34.0, 210.0, 4.5
WIDE_STRIP = 246.0
STEEP = 30.0  # pixels between two neighbors from which a line would run through a label


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
        lines.append(Line(percent(border), "8", percent(border), number(WIDE_STRIP), "cross"))
        y = number(WIDE_STRIP - 10)
        labels.append(Label(percent(border), y, _("published"), "t-ax", "end", "-8"))
        labels.append(Label(percent(border), y, _("modelled from here on"), "t-ax", dx="8"))
    for left, right, css in segments(stations):
        ends = percent(xs[left]), number(ys[left]), percent(xs[right]), number(ys[right])
        lines.append(Line(*ends, css))
    marks = [
        station_mark(station, percent(xs[index]), number(ys[index]), is_start(stations, index))
        for index, station in enumerate(stations)
    ]
    labels += _wide_ratios(stations, xs, ys)
    labels += _wide_names(stations, [percent(x) for x in xs])
    return Drawing("336", tuple(lines), tuple(labels), strips, tuple(marks))


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


def _wide_ratios(
    stations: Sequence[Station], xs: Sequence[float], ys: Sequence[float]
) -> list[Label]:
    """The ratio at each point, on the side away from the reference line."""
    labels, largest = [], largest_change(stations)
    for index, station in enumerate(stations):
        if is_start(stations, index):
            continue
        x, y = percent(xs[index]), ys[index]
        if not station.known:
            labels.append(Label(x, number(y - 14), station.missing, "t-ax halo", "middle"))
            continue
        big = index == largest and abs(station.height) > BIG_FROM
        css = "t-person t-big halo" if big else "t-person halo"
        below = station.height < 0
        if big and index and len(stations) > MANY:  # its lines fall away steeply on both sides
            labels.append(Label(x, number(y + 7), station.ratio_text, css, dx="16"))
            continue
        # Where a line falls steeply onto the point, the text stands clear of it.
        steep = index > 0 and (ys[index - 1] - y) * (1 if below else -1) > STEEP
        anchor, dx = ("start", "1") if steep and not big else ("middle", "0")
        away = 30 if below and big else 23 if below else -14
        labels.append(Label(x, number(y + away), station.ratio_text, css, anchor, dx))
    return labels


def _wide_names(stations: Sequence[Station], xs: Sequence[str]) -> list[Label]:
    """Under the rule: the station, this person's value, the reference's."""
    labels = []
    for x, station in zip(xs, stations, strict=True):
        labels.append(Label(x, "275", station.label, "t-strong", "middle"))
        if station.known:
            labels.append(Label(x, "297", station.value_text, "t-person", "middle"))
            labels.append(Label(x, "317", station.reference_text, "t-ref", "middle"))
        else:
            labels.append(Label(x, "297", station.missing, "t-ax", "middle"))
    return labels
