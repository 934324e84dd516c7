"""The upright form, for a phone: stations in pixels from top to bottom, ratio in percent across."""

from collections.abc import Sequence
from itertools import accumulate

from pgx.web.charts import gene_boxes
from pgx.web.charts.drawing import Drawing, Label, Layer, Line, Strip, number, percent
from pgx.web.charts.stations import (
    BIG_FROM,
    Scale,
    Station,
    is_start,
    largest_change,
    published_count,
    segments,
    station_mark,
)

ROW, UPRIGHT_LEFT, UPRIGHT_RIGHT = 84.0, 46.0, 88.0


def upright(stations: Sequence[Station], scale: Scale) -> Drawing:
    """Stations under one another, for a phone: values on the left, the path on the right."""
    tops = [*accumulate(map(_row, stations), initial=0.0)]
    height = tops[-1]
    one = percent(_upright_x(scale, 0))
    lines = [Line("0", number(top), "100%", number(top), "grid") for top in tops]
    lines.append(Line(one, "0", one, number(height), "ref-core"))
    ys = [bottom - ROW / 2 for bottom in tops[1:]]
    xs = [_upright_x(scale, station.height) for station in stations]
    for station, y in zip(stations, ys, strict=True):
        for low, high, css in station.spans:
            left, right = (percent(_upright_x(scale, end)) for end in (low, high))
            lines.append(Line(left, number(y), right, number(y), css))
    for start, end, css in segments(stations):
        ends = percent(xs[start]), number(ys[start]), percent(xs[end]), number(ys[end])
        lines.append(Line(*ends, css))
    marks = [
        station_mark(station, percent(xs[index]), number(ys[index]), is_start(stations, index))
        for index, station in enumerate(stations)
    ]
    labels = _upright_names(stations, tops[1:]) + _upright_ratios(stations, xs, ys)
    strips = _upright_strips(tops[published_count(stations)], height)
    genes = [gene_boxes.in_row(*each) for each in zip(stations, tops, strict=False)]
    labels += [label for each in genes for label in each.labels]
    bars = tuple(bar for each in genes for bar in each.bars)
    return Drawing(number(height), tuple(lines), tuple(labels), strips, tuple(marks), bars=bars)


def _row(station: Station) -> float:
    """How high a row is: its genes stand at its top."""
    return ROW + gene_boxes.room_in_row(station)


def _upright_x(scale: Scale, height: float) -> float:
    return UPRIGHT_LEFT + scale.share(height) * (UPRIGHT_RIGHT - UPRIGHT_LEFT)


def _upright_strips(border: float, height: float) -> tuple[Strip, ...]:
    """The rule on the right: solid down to the border, hatched below it."""
    spans: list[tuple[float, float, Layer]] = [
        (0.0, border, "published"),
        (border, height, "model"),
    ]
    return tuple(
        Strip("98.7%", number(start), "1.3%", number(end - start), layer)
        for start, end, layer in spans
        if end > start
    )


def _upright_names(stations: Sequence[Station], bottoms: Sequence[float]) -> list[Label]:
    labels = []
    for station, bottom in zip(stations, bottoms, strict=True):
        y = bottom - ROW
        labels.append(Label("0", number(y + 22), station.label, "t-strong", href=station.href))
        if station.known:
            labels.append(Label("0", number(y + 40), station.value_text, "t-person"))
            labels.append(Label("0", number(y + 57), station.reference_text, "t-ref"))
            labels.append(Label("0", number(y + 74), station.mean_ratio_text, "t-ax"))
        else:
            labels.append(Label("0", number(y + 40), station.missing, "t-ax"))
    return labels


def _upright_ratios(
    stations: Sequence[Station], xs: Sequence[float], ys: Sequence[float]
) -> list[Label]:
    """The ratio on the right of each point: both its lines come from the left."""
    labels, largest = [], largest_change(stations)
    for index, station in enumerate(stations):
        if is_start(stations, index) or not station.known:
            continue
        big = index == largest and abs(station.height) > BIG_FROM
        css = "t-person t-big halo" if big else "t-person halo"
        if station.spans:  # the bars run to both sides, so it stands above them
            y = number(ys[index] - 16)
            labels.append(Label(percent(xs[index]), y, station.ratio_text, css, dx="9"))
            continue
        y = number(ys[index] + (7 if big else 5))
        labels.append(Label(percent(xs[index]), y, station.ratio_text, css, dx="14"))
    return labels
